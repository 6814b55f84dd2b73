package dev.weir.contracts.sql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call of a function, or of an operator that is one, such as {@code RLIKE}.
 *
 * @param name in lower case, without back-ticks
 * @param form how it is written
 * @param arguments in their order; of an operator its operands
 * @param line where the name stands, counted from 1 within the SQL
 * @param column counted from 1
 */
public record SqlCall(String name, Form form, List<Argument> arguments, int line, int column) {

    public SqlCall {
        arguments = List.copyOf(arguments);
    }

    /** How a call is written. */
    public enum Form {
        /** {@code name(argument, …)}. */
        PLAIN,
        /** With words of its own, such as {@code EXTRACT(YEAR FROM d)}, {@code CURRENT_DATE} or {@code a RLIKE b}. */
        OWN_WORDS
    }

    /**
     * What is handed to a function.
     *
     * @param kind what it is
     * @param text the text of a literal, without quotes and escapes; empty for anything else
     */
    public record Argument(Kind kind, String text) {

        /** What stands for any expression. */
        public static final Argument EXPRESSION = new Argument(Kind.EXPRESSION, "");

        /** What an argument is. */
        public enum Kind {
            TEXT,
            NUMBER,
            /** {@code *}: as many arguments as there are columns. */
            STAR,
            EXPRESSION
        }
    }

    /** How many arguments there are; empty where the text does not show that. */
    public OptionalInt count() {
        boolean unknownArity = (form == Form.OWN_WORDS && !arguments.isEmpty())
                || arguments.stream().anyMatch(argument -> argument.kind() == Argument.Kind.STAR);
        return unknownArity ? OptionalInt.empty() : OptionalInt.of(arguments.size());
    }

    /** The text literal at a position, counted from 0. */
    public Optional<String> text(int position) {
        return literal(position, Argument.Kind.TEXT);
    }

    /** The number literal at a position, counted from 0, as it is written. */
    public Optional<String> number(int position) {
        return literal(position, Argument.Kind.NUMBER);
    }

    private Optional<String> literal(int position, Argument.Kind kind) {
        return position < arguments.size() && arguments.get(position).kind() == kind
                ? Optional.of(arguments.get(position).text())
                : Optional.empty();
    }
}
