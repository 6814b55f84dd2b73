package dev.weir.contracts.read;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Kind;
import dev.weir.contracts.dqdl.DqdlCondition.Operand;
import dev.weir.contracts.dqdl.DqdlCondition.Operator;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.dqdl.DqdlParser;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sees in DQDL what these tests write: a type, quoted parameters, one comparison, {@code where}, {@code with}. */
final class FakeDqdl implements DqdlParser {

    private static final Pattern RULE = Pattern.compile(
            "\\s*(\\w+)((?:\\s+\"[^\"]*\")*)\\s*(?:(>=?|<=?|=|!=|in|between)\\s*(.+?))?(?:\\s+where\\s+(\"[^\"]*\"))?"
                    + "((?:\\s+with \\w+ [=<>] \\S+)*)\\s*",
            Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern WITH = Pattern.compile("with (\\w+) ([=<>]) (\\S+)");

    @Override
    public DqdlFacts rule(String text) throws DqdlSyntaxException {
        try {
            return facts(text);
        } catch (NumberFormatException e) {
            throw new DqdlSyntaxException("it is not understood", 1, 1);
        }
    }

    private static DqdlFacts facts(String text) throws DqdlSyntaxException {
        if (text.contains(") and (")) {
            String[] parts = text.strip().split("\\) and \\(", 2);
            return new DqdlFacts.Combined(
                    DqdlFacts.Operator.AND,
                    List.of(facts(parts[0].substring(1)), facts(parts[1].substring(0, parts[1].length() - 1))));
        }
        Matcher matcher = RULE.matcher(text);
        if (!matcher.matches() || matcher.group(1).equals("Rules")) {
            throw new DqdlSyntaxException("it is not understood", 1, 1);
        }
        List<Word> parameters = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(matcher.group(2));
        while (quoted.find()) {
            parameters.add(word(quoted.group(1), text, matcher.start(2) + quoted.start()));
        }
        Optional<Word> where = Optional.ofNullable(matcher.group(5))
                .map(found -> word(found.substring(1, found.length() - 1), text, matcher.start(5)));
        Optional<DqdlCondition> threshold = Optional.empty();
        Map<String, Word> tags = new LinkedHashMap<>();
        Matcher with = WITH.matcher(matcher.group(6));
        while (with.find()) {
            if (with.group(1).equals("threshold")) {
                threshold = Optional.of(condition(with.group(2), with.group(3)));
            } else {
                tags.put(with.group(1), word(with.group(3).replace("\"", ""), text, matcher.start(6) + with.start()));
            }
        }
        return new DqdlFacts.Leaf(
                word(matcher.group(1), text, matcher.start(1)),
                text,
                parameters,
                Optional.ofNullable(matcher.group(3)).map(operator -> condition(operator, matcher.group(4))),
                where,
                threshold,
                tags);
    }

    private static DqdlCondition condition(String operator, String operands) {
        Operator known = switch (operator) {
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case "!=" -> Operator.NOT_EQUAL;
            case "in" -> Operator.IN;
            case "between" -> Operator.BETWEEN;
            default -> Operator.EQUAL;
        };
        List<Operand> read = new ArrayList<>();
        boolean text = false;
        for (String operand : operands.replaceAll("[\\[\\]]", "").split(operator.equals("in") ? "," : " and ")) {
            String plain = operand.strip();
            text |= plain.startsWith("\"");
            if (plain.equals("NULL")) {
                read.add(new DqdlCondition.Null());
            } else if (plain.startsWith("\"")) {
                read.add(new DqdlCondition.Text(plain.replace("\"", "")));
            } else if (plain.startsWith("last(")) {
                read.add(new DqdlCondition.Call(
                        "last",
                        List.of(new DqdlCondition.Literal(Double.parseDouble(plain.replaceAll("[^0-9]", ""))))));
            } else {
                read.add(new DqdlCondition.Literal(Double.parseDouble(plain)));
            }
        }
        return new DqdlCondition(text ? Kind.TEXT : Kind.NUMBER, known, read, operator + " " + operands);
    }

    private static Word word(String word, String text, int start) {
        String before = text.substring(0, start);
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        return new Word(word, line, start - before.lastIndexOf('\n'));
    }
}
