"""`crmeter user`: open an account, or make a link that signs somebody in once."""

import argparse

from crmeter.cli.address import known_address
from crmeter.cli.console import DONE, Console
from crmeter.cli.installation import prepare
from crmeter.vocabulary import LANGUAGES, Misused, NotThere, Text
from crmeter.warehouse.workspace import Workspace

ROLES = ("director", "marketing_manager", "sales_manager", "rep", "agent", "analyst", "steward")


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("what", choices=("add", "link"), help="mở tài khoản, tạo liên kết / open, make a link")
    parser.add_argument("--email", required=True, help="địa chỉ e-mail / e-mail address")
    parser.add_argument("--role", choices=ROLES, help="vai trò, khi mở tài khoản / role, with add")
    parser.add_argument("--name", default="", help="tên hiển thị / name to show")
    parser.add_argument("--admin", action="store_true", help="là quản trị viên / administers the product")
    parser.add_argument("--speaks", choices=LANGUAGES, default="vi", help="ngôn ngữ của người đó / their language")
    parser.add_argument(
        "--address",
        help="địa chỉ sản phẩm trong liên kết / address of the product in the link (CRMETER_ADDRESS)",
    )


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    prepare(workspace, console)
    # Django must be loaded before its models are.
    from crmeter.records.ledger.actor import SYSTEM  # noqa: PLC0415 - see above
    from crmeter.records.staff.actions import add_user  # noqa: PLC0415 - see above
    from crmeter.records.staff.queries import person_at  # noqa: PLC0415 - see above
    from crmeter.records.staff.roles import Role  # noqa: PLC0415 - see above

    if arguments.what == "add":
        if arguments.role is None:
            raise Misused("usage", Text("còn thiếu --role", "--role must be given"))
        add_user(
            SYSTEM,
            arguments.email,
            Role(arguments.role),
            name=arguments.name,
            is_admin=arguments.admin,
            language=arguments.speaks,
        )
    person = person_at(arguments.email)
    if person is None or not person.is_active:
        words = Text("không có tài khoản {email} đang mở", "there is no open account {email}")
        raise NotThere("unknown_account", words.fill(email=arguments.email))
    link = sign_in_link(person.id, arguments.address or known_address(workspace))
    if console.as_json:
        console.data({"schema": "crmeter.user/1", "email": person.email, "role": person.role, "link": link})
    else:
        console.say(Text("Liên kết đăng nhập một lần (dùng trong 1 giờ):", "One-time sign-in link (valid for 1 hour):"))
        console.show(link)
    return DONE


def sign_in_link(person: int, address: str) -> str:
    """Return the full address that signs a person in once.

    Args:
        person: their number.
        address: of the product, such as `https://crm.example.vn`.
    """
    from django.urls import reverse  # noqa: PLC0415 - see above

    from crmeter.records.ledger.actor import SYSTEM  # noqa: PLC0415 - see above
    from crmeter.records.staff.actions import make_sign_in_link  # noqa: PLC0415 - see above

    return address.rstrip("/") + reverse("sign_in_link", args=[make_sign_in_link(SYSTEM, person)])
