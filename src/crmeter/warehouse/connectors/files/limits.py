"""How much of a file is read at once, and where a file stops being a table."""

MEBIBYTE = 1 << 20
CHUNK_BYTES = 4 * MEBIBYTE
PREFIX_BYTES = MEBIBYTE
SAMPLE_ROWS = 1000
MAX_RECORD_BYTES = MEBIBYTE
MAX_RECORD_LINES = 2000
# What a cell of a spreadsheet can hold.
MAX_FIELD = 32_767
MAX_COLUMNS = 1000
# Deflate cannot do better than about 1,030:1; honest tables stay far below 200:1.
MAX_RATIO = 200
UNPACKED_ALWAYS_ALLOWED = 32 * MEBIBYTE
MAX_WORKBOOK_ENTRIES = 2000
MAX_WORKBOOK_UNPACKED = 1024 * MEBIBYTE
# The format has no packing: 65,536 rows of 256 columns hardly come to more, and all of it is read into memory.
MAX_OLD_WORKBOOK = 128 * MEBIBYTE
