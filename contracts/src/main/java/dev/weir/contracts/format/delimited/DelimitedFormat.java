package dev.weir.contracts.format.delimited;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.format.StoredText;
import dev.weir.contracts.standard.Kinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.Optional;

/** Text with delimiters between its fields, of which only the usual one differs. */
abstract class DelimitedFormat implements SourceFormat {

    private static final Shape KEYS = SourceFormat.weirRead()
            .optional(Kinds.TEXT, "encoding", "delimiter", "quote", "escape", "comment")
            .optional(Kinds.FLAG, "header", "byPosition", "trim")
            .optional("skipRows", Kinds.COUNT)
            .optional("maxRecordBytes", Kinds.POSITION)
            .optional("nullValues", Kinds.TEXTS)
            .optional("compression", StoredText.PACKED)
            .build();

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
    public final Optional<Unheld> unheld(DataType type) {
        return type.hasObject() || type instanceof DataType.Array
                ? Optional.of(new Unheld(
                        "delimited text has no " + (type.hasObject() ? "objects" : "arrays"),
                        "type it as string, and split it in the transformation"))
                : Optional.empty();
    }

    @Override
    public final DelimitedDialect dialect(YamlMap read, Problems problems) {
        DelimitedDialect.Marks marks = new DelimitedDialect.Marks(
                mark(read, "delimiter", Optional.of(delimiter), problems).orElse(delimiter),
                mark(read, "quote", Optional.of('"'), problems),
                mark(read, "escape", Optional.empty(), problems),
                mark(read, "comment", Optional.empty(), problems));
        return new DelimitedDialect(
                StoredText.of(read, problems),
                layout(read, problems),
                marks,
                read.texts("nullValues"),
                read.isTrue("trim") ? DelimitedDialect.Trim.TRIM : DelimitedDialect.Trim.KEEP);
    }

    private static DelimitedDialect.Layout layout(YamlMap read, Problems problems) {
        boolean headless = read.scalar("header").isPresent() && !read.isTrue("header");
        if (headless && read.scalar("byPosition").isPresent() && !read.isTrue("byPosition")) {
            problems.add(
                    Code.INVALID_VALUE,
                    read.placeOf("byPosition"),
                    "'byPosition' is false, and 'header' too",
                    "without a header, columns can only be found by their position",
                    "take 'byPosition' out");
        }
        return new DelimitedDialect.Layout(
                headless ? DelimitedDialect.Header.ABSENT : DelimitedDialect.Header.PRESENT,
                headless || read.isTrue("byPosition")
                        ? DelimitedDialect.Matching.BY_POSITION
                        : DelimitedDialect.Matching.BY_NAME,
                skipRows(read, problems));
    }

    private static int skipRows(YamlMap read, Problems problems) {
        BigInteger rows = read.scalar("skipRows").flatMap(YamlScalar::whole).orElse(BigInteger.ZERO);
        if (rows.bitLength() < Integer.SIZE) {
            return Math.max(0, rows.intValue()); // of a number below 0 the file's check has told
        }
        problems.add(
                Code.INVALID_VALUE,
                read.placeOf("skipRows"),
                "'skipRows' is " + rows,
                "at most " + Integer.MAX_VALUE + " lines are passed over",
                "write how many lines stand before the header");
        return 0;
    }

    /** One character; an empty text means none. */
    private static Optional<Character> mark(YamlMap read, String key, Optional<Character> usual, Problems problems) {
        Optional<YamlScalar> written = read.scalar(key);
        if (written.isEmpty() || written.get().sort() != YamlScalar.Sort.TEXT) {
            return usual;
        }
        String text = written.get().text();
        if (text.isEmpty() && !key.equals("delimiter")) {
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
