"""How those who sell in a market are called in tables and on pages; it loads no engine of tables."""

from crmeter.vocabulary import Text

US = ""
REST = "rest"
WHO = {
    US: Text("mình", "ourselves"),
    REST: Text("các hãng khác", "others"),
    "market": Text("cả thị trường", "the whole market"),
}
