package dev.weir.contracts.read.rules;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.RuleType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Between which numbers a DQDL measure lies, and so whether a condition on it can fail, and can hold.
 *
 * @param name what the numbers are
 * @param remedy what to write instead of a number that none of them can be
 * @param least empty where there is none
 * @param greatest empty where there is none
 */
record MeasureBounds(String name, String remedy, Optional<BigDecimal> least, Optional<BigDecimal> greatest) {

    private static final String COMPARE = "compare with numbers that it may have";
    private static final MeasureBounds SHARE = new MeasureBounds(
            "a share, from 0 to 1",
            "write a share such as 0.95",
            Optional.of(BigDecimal.ZERO),
            Optional.of(BigDecimal.ONE));
    private static final MeasureBounds COUNT =
            new MeasureBounds("never below 0", COMPARE, Optional.of(BigDecimal.ZERO), Optional.empty());
    private static final MeasureBounds ANY =
            new MeasureBounds("any number", COMPARE, Optional.empty(), Optional.empty());

    /**
     * What is wrong with a condition that has the same answer for every number.
     *
     * @param why the cause
     * @param remedy what to write
     */
    record Fault(String why, String remedy) {}

    static MeasureBounds of(RuleType type) {
        return switch (type) {
            case COMPLETENESS, UNIQUENESS, UNIQUE_VALUE_RATIO, REFERENTIAL_INTEGRITY, DATASET_MATCH, SCHEMA_MATCH ->
                SHARE;
            case ROW_COUNT,
                    COLUMN_COUNT,
                    ZEROS_COUNT,
                    COLUMN_LENGTH,
                    STANDARD_DEVIATION,
                    VARIANCE,
                    RANGE,
                    DISTINCT_VALUES_COUNT,
                    ENTROPY,
                    DUPLICATE_ROW_COUNT,
                    INTERQUARTILE_RANGE,
                    ROW_COUNT_MATCH -> COUNT;
            default -> ANY;
        };
    }

    /** Of {@code with threshold}. */
    static MeasureBounds ofThreshold() {
        return SHARE;
    }

    /**
     * Why a condition has the same answer for every number there may be; empty where it may hold and may fail, or that is
     * unknown.
     */
    Optional<Fault> fault(DqdlCondition condition) {
        List<BigDecimal> operands = condition.numbers();
        if (condition.kind() != DqdlCondition.Kind.NUMBER
                || operands.isEmpty()
                || operands.size() < condition.operands().size()) {
            return Optional.empty();
        }
        BigDecimal first = operands.get(0);
        BigDecimal last = operands.get(operands.size() - 1);
        boolean disordered = first.compareTo(last) >= 0;
        return switch (condition.operator()) {
            case GREATER -> said(below(first), notAbove(first));
            case GREATER_OR_EQUAL -> said(notBelow(first), above(first));
            case LESS -> said(above(first), notBelow(first));
            case LESS_OR_EQUAL -> said(notAbove(first), below(first));
            case BETWEEN ->
                disordered
                        ? Optional.of(between(first, last, ""))
                        : said(below(first) && above(last), notAbove(first) || notBelow(last));
            case NOT_BETWEEN ->
                first.compareTo(last) > 0
                        ? Optional.of(between(first, last, ", so every number is not"))
                        : said(notAbove(first) || notBelow(last), below(first) && above(last));
            case EQUAL, IN -> said(false, operands.stream().allMatch(this::isOutside));
            case NOT_EQUAL, NOT_IN -> said(operands.stream().allMatch(this::isOutside), false);
            case MATCHES, NOT_MATCHES -> Optional.empty();
        };
    }

    private static Fault between(BigDecimal first, BigDecimal last, String so) {
        return new Fault(
                "no number is above " + first.toPlainString() + " and below " + last.toPlainString() + so, COMPARE);
    }

    private Optional<Fault> said(boolean never, boolean always) {
        return never
                ? Optional.of(new Fault("it is " + name + ", so the rule can never fail", remedy))
                : always
                        ? Optional.of(new Fault("it is " + name + ", so the rule can never hold", remedy))
                        : Optional.empty();
    }

    private boolean isOutside(BigDecimal number) {
        return below(number) || above(number);
    }

    /** Whether a number lies below all that there may be. */
    private boolean below(BigDecimal number) {
        return least.isPresent() && number.compareTo(least.get()) < 0;
    }

    private boolean notBelow(BigDecimal number) {
        return least.isPresent() && number.compareTo(least.get()) <= 0;
    }

    /** Whether a number lies above all that there may be. */
    private boolean above(BigDecimal number) {
        return greatest.isPresent() && number.compareTo(greatest.get()) > 0;
    }

    private boolean notAbove(BigDecimal number) {
        return greatest.isPresent() && number.compareTo(greatest.get()) >= 0;
    }
}
