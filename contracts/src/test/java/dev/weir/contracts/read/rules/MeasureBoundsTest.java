package dev.weir.contracts.read.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Kind;
import dev.weir.contracts.dqdl.DqdlCondition.Operand;
import dev.weir.contracts.dqdl.DqdlCondition.Operator;
import dev.weir.contracts.dqdl.RuleType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureBoundsTest {

    @ParameterizedTest
    @CsvSource({
        "ROW_COUNT, GREATER, -1, never fail",
        "ROW_COUNT, GREATER_OR_EQUAL, 0, never fail",
        "ROW_COUNT, GREATER, 0, ''",
        "ROW_COUNT, LESS, 0, never hold",
        "ROW_COUNT, EQUAL, -1, never hold",
        "ROW_COUNT, NOT_EQUAL, -1, never fail",
        "ROW_COUNT, LESS_OR_EQUAL, 0, ''",
        "ROW_COUNT, BETWEEN, 10;5, no number is above 10 and below 5",
        "ROW_COUNT, BETWEEN, 5;10, ''",
        "ROW_COUNT, BETWEEN, -5;-1, never hold",
        "ROW_COUNT, NOT_BETWEEN, 10;5, every number is not",
        "ROW_COUNT, NOT_BETWEEN, 5;5, ''",
        "COMPLETENESS, GREATER_OR_EQUAL, 0, never fail",
        "COMPLETENESS, LESS_OR_EQUAL, 1, never fail",
        "COMPLETENESS, GREATER, 95, never hold",
        "COMPLETENESS, GREATER, 1, never hold",
        "COMPLETENESS, GREATER_OR_EQUAL, 1, ''",
        "COMPLETENESS, BETWEEN, -1;2, never fail",
        "COMPLETENESS, IN, 2;3, never hold",
        "COMPLETENESS, IN, 1;3, ''",
        "MEAN, GREATER, -1, ''",
        "MEAN, BETWEEN, 10;5, no number is above 10 and below 5",
        "COLUMN_VALUES, BETWEEN, 3;3, no number is above 3 and below 3",
    })
    void saysWhatEveryNumberAnswers(RuleType type, Operator operator, String operands, String fault) {
        List<Operand> numbers = Arrays.stream(operands.split(";"))
                .<Operand>map(number -> new DqdlCondition.Literal(Double.parseDouble(number)))
                .toList();
        String found = MeasureBounds.of(type)
                .fault(new DqdlCondition(Kind.NUMBER, operator, numbers, operands))
                .map(MeasureBounds.Fault::why)
                .orElse("");
        if (fault.isEmpty()) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains(fault);
        }
    }
}
