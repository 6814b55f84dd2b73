package dev.weir.contracts.format.vcf;

import dev.weir.contracts.Source;
import dev.weir.contracts.format.StoredText;

/** How VCF lies in files; their headers say the rest. */
public record VcfDialect(StoredText stored) implements Source.Dialect {}
