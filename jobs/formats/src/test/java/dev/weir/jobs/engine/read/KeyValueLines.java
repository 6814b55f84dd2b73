package dev.weir.jobs.engine.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.TextDialect;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import dev.weir.jobs.engine.read.lines.LineReader;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A source format beside Weir's own: lines such as {@code id=1;name=A}, in this file and two lines of META-INF/services. */
public final class KeyValueLines implements SourceFormat {

    /** What stands between two pairs. */
    private record Dialect(TextStorage stored, char between) implements TextDialect {}

    @Override
    public String name() {
        return "key-value";
    }

    @Override
    public String noun() {
        return "lines of keys and values";
    }

    @Override
    public Shape keys() {
        return SourceFormat.weirRead().and(TextStorage.KEYS).optional("between", FieldKinds.TEXT);
    }

    @Override
    public Source.Dialect dialect(YamlMap read, Problems problems) {
        String between = read.text("between").map(YamlScalar::text).orElse(";");
        if (between.length() != 1 || between.charAt(0) > 0x7f) {
            problems.add(
                    Code.INVALID_VALUE,
                    read.placeOf("between"),
                    "'between' is '" + between + "'",
                    "it has to be one character of ASCII",
                    "write such as ';'");
        }
        return new Dialect(TextStorage.of(read, problems), between.isEmpty() ? ';' : between.charAt(0));
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return type.hasObject() || type instanceof DataType.Array
                ? Optional.of(new UnsupportedType("a value ends with its line", "type it as string"))
                : Optional.empty();
    }

    /** The engine's half. */
    public static final class Reader extends TextReader {

        @Override
        public Set<String> formats() {
            return Set.of("key-value");
        }

        @Override
        protected TextFormat format(Source.Dialect dialect) {
            return new Format(stored(dialect).encoding(), ((Dialect) dialect).between());
        }
    }

    private record Format(String charset, char between) implements TextFormat {
        @Override
        public RecordReader open(ReadPart part) {
            return new Lines(part, (byte) between);
        }
    }

    private static final class Lines extends LineReader {
        private final byte between;
        private final ValueReader[] readers;
        private final Map<String, Integer> columns = new HashMap<>();

        Lines(ReadPart part, byte between) {
            super(part);
            this.between = between;
            List<ReadColumn> wanted = part.spec().columns();
            this.readers =
                    wanted.stream().map(column -> ValueReader.of(column.type())).toArray(ValueReader[]::new);
            for (int i = 0; i < readers.length; i++) {
                columns.put(wanted.get(i).header(), i);
                tally.place(wanted.get(i).header(), wanted.get(i).name());
            }
        }

        @Override
        protected void read(byte[] bytes, int from, int to) {
            for (int start = from; start < to; start = until(between, bytes, start, to) + 1) {
                int end = until(between, bytes, start, to);
                int equals = until((byte) '=', bytes, start, end);
                if (equals == end) {
                    refuse(Unreadable.TOO_FEW_FIELDS, "a pair without '='");
                    return;
                }
                String key = new String(bytes, start, equals - start, StandardCharsets.UTF_8);
                Integer column = columns.get(key);
                if (column == null) {
                    tally.unread("", key);
                } else {
                    tally.met(column);
                    if (equals + 1 < end && !readers[column].read(bytes, equals + 1, end, row, column)) {
                        badValue(column, readers[column].expectation());
                    }
                }
            }
        }

        private static int until(byte wanted, byte[] bytes, int from, int to) {
            int at = from;
            while (at < to && bytes[at] != wanted) {
                at++;
            }
            return at;
        }
    }
}
