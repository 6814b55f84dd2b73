package dev.weir.contracts.format.excel;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.format.HeaderKeys;
import dev.weir.contracts.format.SourceFormat;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Workbooks of Excel 2007 and later, ISO/IEC 29500 (Office Open XML): one sheet of each is a table. */
public final class ExcelFormat implements SourceFormat {

    /** No sheet has more rows. */
    static final int MOST_ROWS = 1_048_576;

    /** Columns as a sheet calls them. */
    private static final Pattern LETTERS_OF_RANGE = Pattern.compile("([A-Z]{1,3}):([A-Z]{1,3})");

    private static final int LETTERS = 26;

    /** A header of more rows is none. */
    private static final int MOST_HEADER_ROWS = 10;

    private static final Field<YamlScalar> SHEET = Field.optional("sheet", FieldKinds.SINGLE);
    private static final Field<YamlScalar> RANGE = Field.optional("range", FieldKinds.SINGLE);
    private static final Field<YamlScalar> STARTS_AT = Field.optional("startsAt", FieldKinds.SINGLE);
    private static final Field<YamlScalar> ENDS_BEFORE = Field.optional("endsBefore", FieldKinds.SINGLE);
    private static final Field<BigInteger> HEADER_ROWS = Field.optional("headerRows", FieldKinds.POSITION);
    private static final Field<BigInteger> SKIP_ROWS = Field.optional("skipRows", FieldKinds.COUNT);
    private static final Field<Boolean> TRIM = Field.optional("trim", FieldKinds.FLAG);
    private static final Field<List<String>> NULL_VALUES = Field.optional("nullValues", FieldKinds.TEXTS);
    private static final Field<String> MERGED_CELLS =
            Field.optional("mergedCells", FieldKinds.oneOf("refuse", "repeat"));

    private static final Shape KEYS = SourceFormat.weirRead()
            .with(SHEET, RANGE, STARTS_AT, ENDS_BEFORE)
            .with(HeaderKeys.HEADER, HEADER_ROWS, HeaderKeys.BY_POSITION)
            .with(SKIP_ROWS, TRIM, NULL_VALUES, MERGED_CELLS);

    @Override
    public String name() {
        return "xlsx";
    }

    @Override
    public String noun() {
        return "Excel workbooks";
    }

    @Override
    public Shape keys() {
        return KEYS;
    }

    @Override
    public Optional<UnsupportedType> unsupported(DataType type) {
        return UnsupportedType.inRows("a cell holds no", type);
    }

    @Override
    public ExcelDialect dialect(YamlMap read, Problems problems) {
        return new ExcelDialect(
                sheet(read, problems),
                part(read, problems),
                layout(read, problems),
                NULL_VALUES.or(read, List.of()),
                TRIM.or(read, false),
                MERGED_CELLS.or(read, "refuse").equals("repeat")
                        ? ExcelDialect.Merged.REPEATED
                        : ExcelDialect.Merged.REFUSED);
    }

    private static ExcelDialect.Sheet sheet(YamlMap read, Problems problems) {
        Optional<YamlScalar> written = SHEET.in(read);
        if (written.isEmpty()) {
            return new ExcelDialect.Sheet.Only();
        }
        YamlScalar said = written.get();
        Optional<BigInteger> number = said.whole();
        if (number.isPresent() && number.get().signum() > 0 && number.get().bitLength() < Integer.SIZE) {
            return new ExcelDialect.Sheet.Numbered(number.get().intValue());
        }
        if (said.sort() == YamlScalar.Sort.TEXT && !said.text().isBlank()) {
            return new ExcelDialect.Sheet.ByName(said.text());
        }
        problems.add(
                Code.INVALID_VALUE,
                said.place(),
                "'sheet' is " + said.describe(),
                "a sheet has a name, or a number from 1 on in the order of the workbook",
                "write its name in quotes, or its number");
        return new ExcelDialect.Sheet.Only();
    }

    private static ExcelDialect.Part part(YamlMap read, Problems problems) {
        String startsAt = text(read, STARTS_AT, problems);
        String endsBefore = text(read, ENDS_BEFORE, problems);
        if (!startsAt.isEmpty() && startsAt.equals(endsBefore)) {
            problems.add(
                    Code.INVALID_VALUE,
                    ENDS_BEFORE.place(read),
                    "'startsAt' and 'endsBefore' are the same text",
                    "the table would end where it begins",
                    "write how the table below this one begins, or take 'endsBefore' out");
        }
        return new ExcelDialect.Part(columns(read, problems), startsAt, endsBefore);
    }

    private static String text(YamlMap read, Field<YamlScalar> key, Problems problems) {
        Optional<YamlScalar> written = key.in(read);
        if (written.filter(said -> said.text().isBlank()).isPresent()) {
            problems.add(
                    Code.INVALID_VALUE,
                    written.get().place(),
                    "'" + key + "' is a text without a letter",
                    "it is the text of the first cell of a row",
                    "write that text, or take the key out");
        }
        return written.map(said -> said.text().strip()).orElse("");
    }

    private static ExcelDialect.Columns columns(YamlMap read, Problems problems) {
        Optional<YamlScalar> written = RANGE.in(read);
        if (written.isEmpty()) {
            return ExcelDialect.Columns.ALL;
        }
        Matcher range = LETTERS_OF_RANGE.matcher(written.get().text());
        if (range.matches()) {
            int first = number(range.group(1));
            int last = number(range.group(2));
            if (first <= last && last < ExcelDialect.Columns.MOST) {
                return new ExcelDialect.Columns(first, last);
            }
        }
        problems.add(
                Code.INVALID_VALUE,
                written.get().place(),
                "'range' is " + written.get().describe(),
                "it is the first and the last column of the table, as the sheet calls them, XFD at most",
                "write it such as A:H");
        return ExcelDialect.Columns.ALL;
    }

    /** The number of a column, from 0, by its letters. */
    private static int number(String letters) {
        int number = 0;
        for (int i = 0; i < letters.length(); i++) {
            number = LETTERS * number + letters.charAt(i) - 'A' + 1;
        }
        return number - 1;
    }

    private static ExcelDialect.Layout layout(YamlMap read, Problems problems) {
        boolean headless = HeaderKeys.isHeadless(read, problems);
        if (headless && HEADER_ROWS.in(read).isPresent()) {
            problems.add(
                    Code.INVALID_VALUE,
                    HEADER_ROWS.place(read),
                    "'headerRows' says how many rows the header has, and 'header' is false",
                    "only one of the two can be right",
                    "take one of them out");
        }
        int rows = headless ? 0 : count(read, HEADER_ROWS, 1, MOST_HEADER_ROWS, problems);
        return new ExcelDialect.Layout(
                count(read, SKIP_ROWS, 0, MOST_ROWS, problems),
                rows,
                headless || HeaderKeys.BY_POSITION.or(read, false));
    }

    private static int count(YamlMap read, Field<BigInteger> key, int usual, int most, Problems problems) {
        BigInteger rows = key.or(read, BigInteger.valueOf(usual));
        if (rows.compareTo(BigInteger.valueOf(most)) <= 0) {
            return rows.intValue();
        }
        problems.add(
                Code.INVALID_VALUE,
                key.place(read),
                "'" + key + "' is " + rows,
                "it may be " + most + " at most",
                "write how many rows there are");
        return usual;
    }
}
