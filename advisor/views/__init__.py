"""Pages for visitors, a module an area. A view reads the address, calls one function, renders."""
