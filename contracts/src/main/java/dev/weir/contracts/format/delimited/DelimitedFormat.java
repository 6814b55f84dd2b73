package dev.weir.contracts.format.delimited;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.format.HeaderKeys;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Text with delimiters between its fields, of which only the usual one differs. */
abstract class DelimitedFormat implements SourceFormat {

    private static final Field<String> DELIMITER = Field.optional("delimiter", FieldKinds.TEXT);
    private static final Field<String> QUOTE = Field.optional("quote", FieldKinds.TEXT);
    private static final Field<String> ESCAPE = Field.optional("escape", FieldKinds.TEXT);
    private static final Field<String> COMMENT = Field.optional("comment", FieldKinds.TEXT);
    private static final Field<Boolean> TRIM = Field.optional("trim", FieldKinds.FLAG);
    private static final Field<BigInteger> SKIP_ROWS = Field.optional("skipRows", FieldKinds.COUNT);
    private static final Field<List<String>> NULL_VALUES = Field.optional("nullValues", FieldKinds.TEXTS);

    private static final Shape KEYS = SourceFormat.weirRead()
            .with(TextStorage.ENCODING, DELIMITER, QUOTE, ESCAPE, COMMENT)
            .with(HeaderKeys.HEADER, HeaderKeys.BY_POSITION, TRIM, SKIP_ROWS)
            .with(TextStorage.RECORD_BYTES, NULL_VALUES, TextStorage.COMPRESSION);

    private final String name;
    private final char delimiter;

    DelimitedFormat(String name, char delimiter) {
        this.name = name;
        this.delimiter = delimiter;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String noun() {
        return "delimited text";
    }

    @Override
    public final Shape keys() {
        return KEYS;
    }

    @Override
    public final Optional<UnsupportedType> unsupported(DataType type) {
        return UnsupportedType.inRows("delimited text has no", type);
    }

    @Override
    public final DelimitedDialect dialect(YamlMap read, Problems problems) {
        DelimitedDialect.Marks marks = new DelimitedDialect.Marks(
                mark(read, DELIMITER, Optional.of(delimiter), problems).orElse(delimiter),
                mark(read, QUOTE, Optional.of('"'), problems),
                mark(read, ESCAPE, Optional.empty(), problems),
                mark(read, COMMENT, Optional.empty(), problems));
        return new DelimitedDialect(
                TextStorage.of(read, problems),
                layout(read, problems),
                marks,
                NULL_VALUES.or(read, List.of()),
                TRIM.or(read, false) ? DelimitedDialect.Trim.TRIM : DelimitedDialect.Trim.KEEP);
    }

    private static DelimitedDialect.Layout layout(YamlMap read, Problems problems) {
        boolean headless = HeaderKeys.isHeadless(read, problems);
        return new DelimitedDialect.Layout(
                headless ? DelimitedDialect.Header.ABSENT : DelimitedDialect.Header.PRESENT,
                headless || HeaderKeys.BY_POSITION.or(read, false)
                        ? DelimitedDialect.Matching.BY_POSITION
                        : DelimitedDialect.Matching.BY_NAME,
                skipRows(read, problems));
    }

    private static int skipRows(YamlMap read, Problems problems) {
        BigInteger rows = SKIP_ROWS.or(read, BigInteger.ZERO);
        if (rows.bitLength() < Integer.SIZE) {
            return rows.intValue();
        }
        problems.add(
                Code.INVALID_VALUE,
                SKIP_ROWS.place(read),
                "'skipRows' is " + rows,
                "at most " + Integer.MAX_VALUE + " lines are passed over",
                "write how many lines stand before the header");
        return 0;
    }

    /** One character; an empty text means none. */
    private static Optional<Character> mark(
            YamlMap read, Field<String> key, Optional<Character> usual, Problems problems) {
        Optional<YamlScalar> written = read.scalar(key.name()); // a blank is one too
        if (written.isEmpty() || written.get().sort() != YamlScalar.Sort.TEXT) {
            return usual;
        }
        String text = written.get().text();
        if (text.isEmpty() && !key.equals(DELIMITER)) {
            return Optional.empty();
        }
        if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
            problems.add(
                    Code.INVALID_VALUE,
                    written.get().place(),
                    "'" + key + "' is " + written.get().describe(),
                    "it has to be one character",
                    "write such as \"" + usual.orElse('#') + "\"; a tab is \"\\t\" in double quotes");
            return usual;
        }
        return Optional.of(text.charAt(0));
    }
}
