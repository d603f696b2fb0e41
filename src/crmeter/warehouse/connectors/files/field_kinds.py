"""How the values of a field are read."""

from typing import Literal

Kind = Literal["key", "text", "time", "number", "amount", "score", "currency", "email", "phone"]
