"""Services that an athlete may connect, over their official interfaces."""
