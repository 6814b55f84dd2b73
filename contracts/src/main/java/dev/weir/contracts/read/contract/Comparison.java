package dev.weir.contracts.read.contract;

import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /** DQDL that compares a number with what it must be; both ends of ODCS's ranges are in them. */
    static Optional<String> dqdl(String measure, YamlMap check) {
        for (String[] operator : OPERATORS) {
            Optional<BigDecimal> number = check.scalar(operator[0]).flatMap(YamlScalar::number);
            if (number.isPresent()) {
                return Optional.of(
                        measure + " " + operator[1] + " " + number.get().toPlainString());
            }
        }
        return ends(check, "mustBeBetween")
                .map(ends -> "(" + measure + " >= " + ends.get(0) + ") and (" + measure + " <= " + ends.get(1) + ")")
                .or(() -> ends(check, "mustNotBeBetween")
                        .map(ends ->
                                "(" + measure + " < " + ends.get(0) + ") or (" + measure + " > " + ends.get(1) + ")"));
    }

    private static Optional<List<String>> ends(YamlMap check, String key) {
        List<String> ends = check.scalars(key).stream()
                .flatMap(end -> end.number().stream())
                .map(BigDecimal::toPlainString)
                .toList();
        return ends.size() == 2 ? Optional.of(ends) : Optional.empty();
    }

    /** The share of rows that has to pass where at most a percentage may not; empty for any other condition. */
    static OptionalDouble passing(YamlMap check) {
        Optional<BigDecimal> percent = check.scalar("mustBeLessOrEqualTo")
                .flatMap(YamlScalar::number)
                .filter(number -> number.signum() >= 0 && number.compareTo(HUNDRED) < 0);
        return percent.isPresent()
                ? OptionalDouble.of(
                        HUNDRED.subtract(percent.get()).movePointLeft(2).doubleValue())
                : OptionalDouble.empty();
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
