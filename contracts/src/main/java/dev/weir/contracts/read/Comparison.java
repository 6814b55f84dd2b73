package dev.weir.contracts.read;

import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What a metric must be, as DQDL compares. */
final class Comparison {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Comparison() {}

    /** For whole numbers. ODCS's between includes both ends, DQDL's neither. */
    static Optional<String> of(YamlMap check) {
        for (String[] operator : OPERATORS) {
            Optional<BigInteger> number = check.scalar(operator[0]).flatMap(YamlScalar::whole);
            if (number.isPresent()) {
                return Optional.of(operator[1] + " " + number.get());
            }
        }
        return range(check, "mustBeBetween", "between").or(() -> range(check, "mustNotBeBetween", "not between"));
    }

    private static Optional<String> range(YamlMap check, String key, String operator) {
        List<YamlScalar> ends = check.scalars(key);
        if (ends.size() != 2
                || ends.get(0).whole().isEmpty()
                || ends.get(1).whole().isEmpty()) {
            return Optional.empty();
        }
        BigInteger low = ends.get(0).whole().get().subtract(BigInteger.ONE);
        BigInteger high = ends.get(1).whole().get().add(BigInteger.ONE);
        return Optional.of(operator + " " + low + " and " + high);
    }

    /** For what is left of a percentage, as a fraction. */
    static Optional<String> ofComplement(YamlMap check) {
        for (String[] operator : OPERATORS) {
            Optional<BigDecimal> number = check.scalar(operator[0]).flatMap(YamlScalar::number);
            if (number.isPresent()) {
                BigDecimal rest =
                        HUNDRED.subtract(number.get()).movePointLeft(2).stripTrailingZeros();
                return Optional.of(operator[2] + " " + rest.toPlainString());
            }
        }
        return Optional.empty();
    }

    private static final String[][] OPERATORS = {
        {"mustBe", "=", "="},
        {"mustNotBe", "!=", "!="},
        {"mustBeGreaterThan", ">", "<"},
        {"mustBeGreaterOrEqualTo", ">=", "<="},
        {"mustBeLessThan", "<", ">"},
        {"mustBeLessOrEqualTo", "<=", ">="}
    };
}
