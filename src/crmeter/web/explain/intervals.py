"""How intervals are found, in words that several pages say alike."""

from crmeter.vocabulary import Text

WILSON = Text("Wilson, của một tỷ lệ", "Wilson's, of a share")
STUDENT = Text("Student, của một trung bình", "Student's, of a mean")
BY_COEFFICIENTS = Text(
    "phương pháp delta, tính cả việc ai được hỏi lẫn độ chắc của các hệ số",
    "delta method, by who was asked and by how well the coefficients are known",
)
