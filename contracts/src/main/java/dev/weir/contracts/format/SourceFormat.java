package dev.weir.contracts.format;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Optional;

/**
 * A format of source files, as far as contracts speak of it. {@link SourceFormats} finds each by {@link java.util.ServiceLoader};
 * the engine finds its reader by the same name. It knows no engine: {@code weir validate} has none.
 */
public interface SourceFormat {

    /** The value of {@code format} of a server, such as {@code csv}; no two have the same. */
    String name();

    /** What its files are, for messages, such as {@code delimited text}. */
    String noun();

    /** The keys of {@code weirRead} that it takes, laid down from {@link #weirRead} on. */
    Shape keys();

    /** How a source's files are written. What its {@link #keys} find wrong has been reported. */
    Source.Dialect dialect(YamlMap read, Problems problems);

    /** Why a column cannot have a type; empty where it can. */
    Optional<UnsupportedType> unsupported(DataType type);

    /** Tells what else is wrong with a table's columns. */
    default void check(Table table, Problems problems) {}

    /** As {@link #check(Table, Problems)}, where what is wrong depends on how the files are written. */
    default void check(Table table, Source.Dialect dialect, Problems problems) {
        check(table, problems);
    }

    /** {@code weirRead} without a key. */
    static Shape weirRead() {
        return Shape.of("weirRead", "Weir");
    }

    /** Why the files of a format hold no values of a type, and what to do about it. */
    record UnsupportedType(String why, String remedy) {

        /** Of a format whose records are rows of single values. */
        public static Optional<UnsupportedType> inRows(String files, DataType type) {
            return type.hasObject() || type instanceof DataType.Array
                    ? Optional.of(new UnsupportedType(
                            files + " " + (type.hasObject() ? "objects" : "arrays"),
                            "type it as string, and split it in the transformation"))
                    : Optional.empty();
        }
    }
}
