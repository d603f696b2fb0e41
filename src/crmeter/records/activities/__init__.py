"""Activities: calls, mails, meetings, notes, tasks and chats, as one timeline."""
