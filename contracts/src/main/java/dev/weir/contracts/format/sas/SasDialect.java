package dev.weir.contracts.format.sas;

import dev.weir.contracts.Source;
import java.util.List;
import java.util.Optional;

/**
 * How a table lies in files of SAS.
 *
 * @param container what kind of file they are
 * @param encoding a Java charset name; empty where the file declares it, or the usual one is meant
 * @param member which data set of a transport file; empty means the only one
 * @param nullValues texts that mean NULL in every column, special missing values such as {@code .A} among them
 */
public record SasDialect(
        Container container, Optional<String> encoding, Optional<String> member, List<String> nullValues)
        implements Source.Dialect {

    /** What kind of file. */
    public enum Container {
        /** What SAS itself works on. */
        SAS7BDAT,
        /** A transport file, version 5 or 8. */
        XPORT
    }

    public SasDialect {
        nullValues = List.copyOf(nullValues);
    }
}
