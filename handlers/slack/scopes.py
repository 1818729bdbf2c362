"""What the app asks for when it is installed; app.yaml says why each is needed, and a test holds the two together."""

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "users:read",
)
