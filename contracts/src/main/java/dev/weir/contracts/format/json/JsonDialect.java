package dev.weir.contracts.format.json;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.TextStorage;

/** How JSON lines lie in files; JSON says the rest. */
public record JsonDialect(TextStorage stored) implements Source.Dialect {}
