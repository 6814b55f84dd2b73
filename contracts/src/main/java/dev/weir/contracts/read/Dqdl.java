package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The first look at a DQDL rule: whether it can be one at all. Its meaning is the quality engine's. */
final class Dqdl {

    private Dqdl() {}

    /** Whether it begins with a word and its quotes and brackets close; tells when not. */
    static boolean isWellFormed(YamlScalar rule, Problems problems) {
        String fault = fault(rule.text());
        if (!fault.isEmpty()) {
            problems.add(
                    Code.INVALID_RULE,
                    rule.place(),
                    "the check is no DQDL rule",
                    fault,
                    "write one rule such as 'Completeness \"name\" > 0.9', without 'Rules = [ ]' around it");
        }
        return fault.isEmpty();
    }

    private static String fault(String text) {
        String rule = text.strip();
        if (rule.startsWith("Rules")) {
            return "it is a whole ruleset";
        }
        char first = rule.charAt(0);
        if (first != '(' && !Character.isLetter(first)) {
            return "it begins with '" + first + "'";
        }
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        for (int i = 0; i < rule.length(); i++) {
            char character = rule.charAt(i);
            if (quoted) {
                if (character == '\\') {
                    i++;
                } else {
                    quoted = character != '"';
                }
            } else if (character == '"') {
                quoted = true;
            } else if (character == '(' || character == '[' || character == '{') {
                open.push(character == '(' ? ')' : character == '[' ? ']' : '}');
            } else if ((character == ')' || character == ']' || character == '}')
                    && (open.isEmpty() || open.pop() != character)) {
                return "'" + character + "' closes nothing";
            }
        }
        if (quoted) {
            return "a quote is not closed";
        }
        return open.isEmpty() ? "" : "'" + open.peek() + "' is missing";
    }

    /** The texts in double quotes, in their order. */
    static List<String> quotedTexts(String rule) {
        List<String> texts = new ArrayList<>();
        int open = rule.indexOf('"');
        while (open >= 0) {
            int close = rule.indexOf('"', open + 1);
            if (close < 0) {
                return texts;
            }
            texts.add(rule.substring(open + 1, close));
            open = rule.indexOf('"', close + 1);
        }
        return texts;
    }
}
