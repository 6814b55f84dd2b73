package dev.weir.contracts.read.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Kind;
import dev.weir.contracts.dqdl.DqdlCondition.Operand;
import dev.weir.contracts.dqdl.DqdlCondition.Operator;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a column may be compared with, by its type; an empty fault is a comparison that can be made. */
final class DqdlOperandsTest {

    private static final Place PLACE = new Place("quality-rules/a.yaml", 3, 12);

    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DATE | LESS        | 2026-02-28          | ''
        DATE | LESS        | 2026-02-29          | '2026-02-29' is no day
        DATE | LESS        | now()               | ''
        DATE | LESS        | (now() - 3 days)    | ''
        DATE | LESS        | 2026-02-28 10:00    | Deequ compares days, not times
        DATE | BETWEEN     | 2026-02-01;NULL     | nothing lies between a date and NULL
        DATE | NOT_BETWEEN | NULL;2026-02-01     | nothing lies between a date and NULL
        DATE | IN          | 2026-02-01;NULL     | ''
        DATE | NOT_IN      | NULL;2026-02-01     | ''
        DATE | IN          | 2026-02-01;2026-2-2 | '2026-2-2' is no day
        """)
    void aDateIsComparedWithDays(Kind kind, Operator operator, String operands, String fault) {
        for (DataType type : List.of(
                new DataType.Date(Optional.empty()),
                new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty()),
                new DataType.Text())) {
            assertThat(fault(type, kind, operator, operands)).isEqualTo(fault);
        }
        assertThat(fault(new DataType.Int64(), kind, operator, operands))
                .isEqualTo(fault.isEmpty() ? "it is compared with dates" : fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        EQUAL     | NULL   | ''                                   | ''
        NOT_EQUAL | NULL   | ''                                   | ''
        IN        | NULL   | ''                                   | ''
        NOT_IN    | NULL   | ''                                   | ''
        GREATER   | NULL   | nothing is more or less than NULL    | nothing is more or less than NULL
        BETWEEN   | 1;2    | ''                                   | it is compared with numbers
        BETWEEN   | 1;NULL | it is compared with plain numbers only | it is compared with plain numbers only
        IN        | 1;NULL | ''                                   | it is compared with numbers
        NOT_IN    | NULL;1 | ''                                   | it is compared with numbers
        """)
    void aNumberIsComparedWithNumbers(Operator operator, String operands, String fault, String ofText) {
        for (DataType type : List.of(new DataType.Int64(), new DataType.Decimal(9, 2), new DataType.Real())) {
            assertThat(fault(type, Kind.NUMBER, operator, operands)).isEqualTo(fault);
        }
        assertThat(fault(new DataType.Text(), Kind.NUMBER, operator, operands)).isEqualTo(ofText);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        EQUAL       | 'a'     | 'a' is no value of it          | 'a' is no value of it
        EQUAL       | '-7.5'  | ''                             | '-7.5' is no value of it
        EQUAL       | '+7'    | ''                             | '+7' is no value of it
        EQUAL       | '7.'    | '7.' is no value of it         | '7.' is no value of it
        EQUAL       | 'TRUE'  | 'TRUE' is no value of it       | ''
        IN          | 'true';'false' | 'true' is no value of it | ''
        EQUAL       | EMPTY   | EMPTY is about text            | EMPTY is about text
        MATCHES     | '.*'    | a pattern is matched with text | a pattern is matched with text
        NOT_MATCHES | '.*'    | a pattern is matched with text | a pattern is matched with text
        """, quoteCharacter = '"')
    void aTextIsAValueOfTheColumn(Operator operator, String operands, String ofNumber, String ofFlag) {
        assertThat(fault(new DataType.Int64(), Kind.TEXT, operator, operands)).isEqualTo(plain(ofNumber));
        assertThat(fault(new DataType.Bool(), Kind.TEXT, operator, operands)).isEqualTo(plain(ofFlag));
        assertThat(fault(new DataType.Text(), Kind.TEXT, operator, operands)).isEmpty();
    }

    private static String plain(String written) {
        return written.equals("''") ? "" : written;
    }

    private String fault(DataType type, Kind kind, Operator operator, String operands) {
        int before = problems.list().size();
        new DqdlOperands(problems)
                .compare(
                        new YamlScalar(
                                "ColumnValues",
                                YamlScalar.Sort.TEXT,
                                PLACE,
                                new YamlScalar.Inside(3, 12, YamlScalar.Lines.KEPT)),
                        new Leaf(
                                new Word("ColumnValues", 1, 1),
                                "",
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of()),
                        new Column(
                                "c",
                                type,
                                Column.Presence.OPTIONAL,
                                new Column.Meaning("", Optional.of("NONE"), Optional.empty(), Optional.empty()),
                                new Column.Origin(
                                        "c", List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                                PLACE),
                        new DqdlCondition(kind, operator, operands(kind, operands), operands));
        List<Problem> told = problems.list().subList(before, problems.list().size());
        if (told.isEmpty()) {
            return "";
        }
        Problem problem = assertThat(told).singleElement().actual();
        assertThat(problem.code()).isEqualTo(Code.TYPE_MISMATCH);
        assertThat(problem.what()).isEqualTo("ColumnValues of 'c' has the condition '" + operands + "'");
        assertThat(problem.remedy()).isEqualTo("compare with values of that type");
        String because = "the column is of type " + type.display() + ", and ";
        assertThat(problem.why()).startsWith(because);
        return problem.why().substring(because.length());
    }

    private static List<Operand> operands(Kind kind, String written) {
        List<Operand> operands = new ArrayList<>();
        for (String one : List.of(written.split(";"))) {
            if (one.equals("NULL")) {
                operands.add(new DqdlCondition.Null());
            } else if (kind == Kind.NUMBER) {
                operands.add(new DqdlCondition.Literal(Double.parseDouble(one)));
            } else if (kind == Kind.DATE) {
                operands.add(new DqdlCondition.Written(one));
            } else if (one.startsWith("'")) {
                operands.add(new DqdlCondition.Text(one.replace("'", "")));
            } else {
                operands.add(new DqdlCondition.Keyword(one));
            }
        }
        return operands;
    }
}
