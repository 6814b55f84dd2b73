package dev.weir.contracts.format;

import dev.weir.contracts.Source;

/** What the files of a format that is text may differ in. */
public interface TextDialect extends Source.Dialect {

    /** How the text lies in files. */
    TextStorage stored();
}
