package dev.weir.contracts.format.fixed;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Text whose columns stand at the same places of each line: each column's {@code physicalName} has its places. */
public final class FixedFormat implements SourceFormat {

    private static final Field<String> POSITIONS = Field.optional("positions", FieldKinds.oneOf("characters", "bytes"));
    private static final Field<BigInteger> LINE_WIDTH = Field.optional("lineWidth", FieldKinds.POSITION);
    private static final Field<Boolean> SHORT_LINES = Field.optional("shortLines", FieldKinds.FLAG);
    private static final Field<String> GAPS = Field.optional("gaps", FieldKinds.oneOf("any", "blank"));
    private static final Field<String> PADDING = Field.optional("padding", FieldKinds.TEXT);
    private static final Field<BigInteger> SKIP_ROWS = Field.optional("skipRows", FieldKinds.COUNT);
    private static final Field<List<String>> NULL_VALUES = Field.optional("nullValues", FieldKinds.TEXTS);

    private static final Shape KEYS = SourceFormat.weirRead()
            .with(TextStorage.ENCODING, POSITIONS, LINE_WIDTH, SHORT_LINES, GAPS, PADDING, SKIP_ROWS)
            .with(TextStorage.RECORD_BYTES, NULL_VALUES, TextStorage.COMPRESSION);

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public String noun() {
        return "text of fixed width";
    }

    @Override
    public Shape keys() {
        return KEYS;
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return UnsupportedType.inRows("text of fixed width has no", type);
    }

    @Override
    public FixedDialect dialect(YamlMap read, Problems problems) {
        TextStorage stored = TextStorage.of(read, problems);
        Optional<BigInteger> width = LINE_WIDTH.in(read);
        return new FixedDialect(
                stored,
                number(read, SKIP_ROWS, SKIP_ROWS.or(read, BigInteger.ZERO), problems),
                counted(read, stored.encoding(), problems),
                new FixedDialect.Line(
                        width.isPresent()
                                ? OptionalInt.of(number(read, LINE_WIDTH, width.get(), problems))
                                : OptionalInt.empty(),
                        SHORT_LINES.or(read, false),
                        GAPS.or(read, "any").equals("blank")),
                padding(read),
                NULL_VALUES.or(read, List.of()));
    }

    /** Blanks are a text here, and the usual one. */
    private static String padding(YamlMap read) {
        return read.scalar(PADDING.name())
                .filter(written -> written.sort() == YamlScalar.Sort.TEXT)
                .map(YamlScalar::text)
                .orElse(" ");
    }

    private static int number(YamlMap read, Field<BigInteger> key, BigInteger number, Problems problems) {
        if (number.compareTo(BigInteger.valueOf(TextStorage.MOST_RECORD_BYTES)) <= 0) {
            return number.intValue();
        }
        problems.add(
                Code.INVALID_VALUE,
                key.place(read),
                "'" + key + "' is " + number,
                "it may be " + TextStorage.MOST_RECORD_BYTES + " at most",
                "write how many there are");
        return 1;
    }

    private static FixedDialect.Counted counted(YamlMap read, String encoding, Problems problems) {
        if (!POSITIONS.or(read, "characters").equals("bytes")) {
            return FixedDialect.Counted.CHARACTERS;
        }
        if (!isOfWholeCharacters(Charset.forName(encoding))) {
            problems.add(
                    Code.INVALID_VALUE,
                    POSITIONS.place(read),
                    "'positions' counts bytes of " + encoding,
                    "in this encoding a character does not have bytes of its own: marks or shifts stand between them",
                    "count characters, or write such as UTF-16LE where that is meant");
        }
        return FixedDialect.Counted.BYTES;
    }

    /** Whether the bytes of a text are those of its characters, one after the other. */
    private static boolean isOfWholeCharacters(Charset charset) {
        if (!charset.canEncode()) {
            return false;
        }
        for (String each : List.of("a", "\u3042", "\u4e2d")) {
            boolean isWhole = !charset.newEncoder().canEncode(each)
                    || each.repeat(2).getBytes(charset).length == 2 * each.getBytes(charset).length;
            if (!isWhole) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void check(Table table, Source.Dialect dialect, Problems problems) {
        new FixedColumns(problems).check(table, ((FixedDialect) dialect).line().width());
    }
}
