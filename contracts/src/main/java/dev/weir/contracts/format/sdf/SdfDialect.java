package dev.weir.contracts.format.sdf;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.StoredText;

/** How structure-data files are stored; BIOVIA's CTfile formats say the rest. */
public record SdfDialect(StoredText stored) implements Source.Dialect {}
