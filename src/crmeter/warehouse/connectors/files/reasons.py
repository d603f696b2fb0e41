"""Why rows and files are refused, in both languages."""

from crmeter.vocabulary import Text

# Reasons of single rows, by the code that stands in `rejected.parquet`.
ROW_REASONS: dict[str, Text] = {
    "too_few_fields": Text("Dòng thiếu cột so với tiêu đề.", "The row has fewer fields than the header."),
    "too_many_fields": Text("Dòng thừa cột so với tiêu đề.", "The row has more fields than the header."),
    "lone_quote": Text(
        "Dấu ngoặc kép mở mà không đóng, hoặc đặt sai chỗ.",
        "A quotation mark is not closed, or is misplaced.",
    ),
    "nul": Text("Dòng có ký tự NUL.", "The row holds a NUL character."),
    "field_too_long": Text("Có ô dài quá 32.767 ký tự.", "A field is longer than 32,767 characters."),
    "undecodable": Text(
        "Có byte không đọc được theo bảng mã của tệp.", "Some bytes cannot be read in the file's encoding."
    ),
    "missing": Text("Thiếu giá trị bắt buộc.", "A required value is missing."),
    "not_a_date": Text("Không phải một ngày có thật.", "This is not a day that exists."),
    "date_out_of_range": Text("Năm nằm ngoài 1900–2100.", "The year lies outside 1900–2100."),
    "date_in_future": Text(
        "Ngày sau hôm nhập tệp quá một năm.", "The date is more than a year after the day of the import."
    ),
    "not_a_period": Text(
        "Không phải một kỳ như 2025, Q3/2025 hoặc 7/2025.", "This is no period such as 2025, Q3/2025 or 7/2025."
    ),
    "date_conflict": Text(
        "Cột này lẫn cả ngày/tháng và tháng/ngày; hãy cho biết thứ tự.",
        "This column mixes day/month and month/day; say which order holds.",
    ),
    "not_a_number": Text("Không phải số theo cách viết của cột.", "This is not a number as the column writes them."),
    "amount_too_large": Text(
        "Số tiền từ 10 nghìn tỷ trở lên bị từ chối.", "Amounts of 10 trillion or more are refused."
    ),
    "unknown_currency": Text(
        "Không phải mã tiền tệ ISO 4217 như VND, USD; hãy sửa trong tệp.",
        "This is no currency code of ISO 4217 such as VND, USD; mend it in the file.",
    ),
    "neither_yes_nor_no": Text("Không rõ là có hay không.", "This says neither yes nor no."),
    "unknown_direction": Text("Không rõ chiều tiếp xúc: đến hay đi.", "The direction is neither in nor out."),
    "unknown_respondents": Text(
        "Không rõ ai trả lời: khách hàng, đối tác hay nhân viên.",
        "Who answered is neither customer, partner nor employee.",
    ),
    "negative_quantity": Text("Số lượng không thể âm.", "A quantity cannot be negative."),
    "negative_weight": Text("Trọng số không thể âm.", "A weight cannot be negative."),
    "not_a_score": Text(
        "Không phải điểm nguyên; câu trả lời này không được tính.", "This is no whole score; the answer is not counted."
    ),
    "off_scale": Text(
        "Điểm nằm ngoài thang; câu trả lời này không được tính.",
        "The score is off the scale; the answer is not counted.",
    ),
    "no_views": Text("Lượt xem phải là số nguyên từ 1 trở lên.", "Views are a whole number of at least 1."),
    "impossible_actions": Text(
        "Lượt dẫn tới điều mong muốn phải là số nguyên, không âm và không quá lượt xem.",
        "Views that ended as wanted are a whole number, not below 0 and no more than the views.",
    ),
    "not_a_share": Text("Phần trăm giảm giá phải từ 0 đến 100.", "A discount in percent lies between 0 and 100."),
    "negative_discount": Text("Tiền giảm giá không thể âm.", "A discount cannot be below zero."),
    "same_key": Text(
        "Mã này có ở một dòng sau với nội dung khác; dòng sau được giữ.",
        "A later row has this key with other content; the later row is kept.",
    ),
    "ended_without_day": Text(
        "Cơ hội đã thắng hay thua mà không có ngày, nên không biết thuộc kỳ nào.",
        "The deal was won or lost on no day, so nobody knows to which period it belongs.",
    ),
    "no_date_in_order": Text("Không dòng nào của đơn này có ngày.", "No row of this order has a date."),
}

# Reasons of whole files: what is the matter, then what to do.
FILE_REASONS: dict[str, Text] = {
    "missing_file": Text("không có tệp này; hãy xem lại đường dẫn.", "there is no such file; check the path."),
    "empty": Text(
        "tệp trống, không có dữ liệu; hãy xuất lại từ chương trình gốc.",
        "the file is empty; export it again from where it came.",
    ),
    "no_rows": Text(
        "tệp chỉ có tiêu đề, chưa có dòng dữ liệu nào; hãy xuất lại với khoảng ngày có dữ liệu.",
        "the file has a header and no row of data; export it again for days that have data.",
    ),
    "not_a_table": Text(
        "nội dung không phải một bảng; cần CSV, TSV, XLSX, XLS hoặc Parquet.",
        "the content is not a table; CSV, TSV, XLSX, XLS or Parquet is needed.",
    ),
    "old_workbook": Text(
        "tệp .xls này của Excel trước bản 5.0 (1993) nên không đọc được; hãy mở rồi lưu lại thành .xlsx hoặc .csv.",
        "this .xls is of an Excel before 5.0 (1993) and cannot be read; open it and save it as .xlsx or .csv.",
    ),
    "encrypted": Text(
        "tệp có mật khẩu nên không đọc được; hãy mở bằng mật khẩu rồi lưu một bản không có mật khẩu.",
        "the file has a password and cannot be read; open it and save a copy without one.",
    ),
    "web_page": Text(
        "bên trong tệp là trang web (HTML hoặc XML), dù tên tệp nói khác; hãy mở bằng Excel rồi lưu thành .xlsx.",
        "the file is a web page (HTML or XML), whatever its name says; open it in Excel and save it as .xlsx.",
    ),
    "json": Text(
        "bên trong tệp là JSON, chưa phải một bảng; hãy xuất lại thành CSV hoặc XLSX, mỗi bản ghi một dòng.",
        "the file is JSON and no table; export it as CSV or XLSX, one row for each record.",
    ),
    "record_too_long": Text(
        "có một bản ghi dài hơn 1 MB nên đây không phải một bảng; cần CSV, TSV, XLSX, XLS hoặc Parquet.",
        "a record is longer than 1 MB, so this is no table; CSV, TSV, XLSX, XLS or Parquet is needed.",
    ),
    "bomb": Text(
        "tệp nén phình ra quá mức cho phép nên bị từ chối; hãy giải nén và chia nhỏ.",
        "the compressed file unpacks to far too much; unpack it and divide it.",
    ),
    "damaged": Text(
        "tệp hỏng, không đọc tiếp được; hãy chép hoặc xuất lại.",
        "the file is damaged and cannot be read on; copy or export it again.",
    ),
    "too_many_columns": Text(
        "tệp có hơn 1.000 cột; hãy chỉ giữ các cột cần đo.",
        "the file has more than 1,000 columns; keep only those to be measured.",
    ),
    # Said where a file breaks the limits of the process that reads it.
    "too_much_memory": Text(
        "đọc tệp này cần nhiều bộ nhớ hơn mức cho phép; hãy lưu thành .csv hoặc chia nhỏ tệp rồi nhập từng phần.",
        "reading this file takes more memory than is allowed; save it as .csv, or divide it and import the parts.",
    ),
    "took_too_long": Text(
        "đọc tệp này lâu hơn mức cho phép; hãy lưu thành .csv hoặc chia nhỏ tệp rồi nhập từng phần.",
        "reading this file takes longer than is allowed; save it as .csv, or divide it and import the parts.",
    ),
    "reader_died": Text(
        "chương trình đọc dừng giữa chừng ở tệp này; hãy mở tệp, lưu thành một tệp .csv hoặc .xlsx mới rồi thử lại.",
        "the reader broke off at this file; open it, save it as a new .csv or .xlsx and try again.",
    ),
    "nothing_usable": Text("không dòng nào của tệp dùng được.", "not one row of the file can be used."),
}

# What a file is by its first bytes, if it is none that could hold a table.
OTHER_KINDS: tuple[tuple[bytes, Text], ...] = (
    (b"\x89PNG\r\n", Text("ảnh PNG", "a PNG picture")),
    (b"\xff\xd8\xff", Text("ảnh JPEG", "a JPEG picture")),
    (b"GIF8", Text("ảnh GIF", "a GIF picture")),
    (b"II*\x00", Text("ảnh TIFF", "a TIFF picture")),
    (b"RIFF", Text("tệp ảnh, âm thanh hay phim", "a file of pictures, sound or film")),
    (b"%PDF-", Text("tài liệu PDF", "a PDF document")),
    (b"{\\rtf", Text("tài liệu RTF", "an RTF document")),
    (b"SQLite format 3\x00", Text("cơ sở dữ liệu SQLite", "an SQLite database")),
    (b"Rar!", Text("tệp nén RAR", "a RAR archive")),
    (b"7z\xbc\xaf", Text("tệp nén 7z", "a 7z archive")),
    (b"BZh", Text("tệp nén bzip2", "a bzip2 archive")),
    (b"\xfd7zXZ", Text("tệp nén xz", "an xz archive")),
    (b"\x28\xb5\x2f\xfd", Text("tệp nén zstd", "a zstd archive")),
    (b"MZ", Text("chương trình", "a program")),
    (b"\x7fELF", Text("chương trình", "a program")),
)
# What a compound file of old Office is by the name of its stream, if it is no workbook.
OTHER_STREAMS: tuple[tuple[str, Text], ...] = (
    ("WordDocument", Text("tài liệu Word", "a Word document")),
    ("PowerPoint Document", Text("bản trình chiếu PowerPoint", "a PowerPoint presentation")),
    ("__properties_version1.0", Text("thư Outlook", "an Outlook message")),
)
OTHER_KIND = Text(
    "đây là {kind}, dù tên tệp có thể nói khác; hãy xuất dữ liệu ra CSV, XLSX, XLS hoặc Parquet.",
    "this is {kind}, whatever the name of the file says; export the data as CSV, XLSX, XLS or Parquet.",
)
