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
    "date_conflict": Text(
        "Cột này lẫn cả ngày/tháng và tháng/ngày; hãy cho biết thứ tự.",
        "This column mixes day/month and month/day; say which order holds.",
    ),
    "not_a_number": Text("Không phải số theo cách viết của cột.", "This is not a number as the column writes them."),
    "amount_too_large": Text(
        "Số tiền từ 10 nghìn tỷ trở lên bị từ chối.", "Amounts of 10 trillion or more are refused."
    ),
    "unknown_currency": Text("Không rõ tiền tệ nào.", "The currency is not known."),
    "unknown_direction": Text("Không rõ chiều tiếp xúc: đến hay đi.", "The direction is neither in nor out."),
    "same_key": Text(
        "Mã này có ở một dòng sau với nội dung khác; dòng sau được giữ.",
        "A later row has this key with other content; the later row is kept.",
    ),
    "no_date_in_order": Text("Không dòng nào của đơn này có ngày.", "No row of this order has a date."),
}

# Reasons of whole files.
FILE_REASONS: dict[str, Text] = {
    "missing_file": Text("Không có tệp này.", "There is no such file."),
    "empty": Text("Tệp không có dữ liệu.", "The file is empty."),
    "not_a_table": Text("Nội dung không phải một bảng.", "The content is not a table."),
    "old_workbook": Text(
        "Tệp .xls đời cũ không đọc được; hãy lưu lại thành .xlsx hoặc .csv.",
        "Old .xls workbooks cannot be read; save it as .xlsx or .csv.",
    ),
    "record_too_long": Text(
        "Có một bản ghi dài hơn 1 MB; đây không phải một bảng.",
        "A record is longer than 1 MB; this is no table.",
    ),
    "bomb": Text("Tệp nén phình ra quá mức cho phép nên bị từ chối.", "The compressed file unpacks to far too much."),
    "damaged": Text("Tệp hỏng, không đọc tiếp được.", "The file is damaged and cannot be read on."),
    "too_many_columns": Text("Tệp có hơn 1.000 cột.", "The file has more than 1,000 columns."),
    "nothing_usable": Text("Không dòng nào của tệp dùng được.", "Not one row of the file can be used."),
}
