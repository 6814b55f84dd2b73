package dev.weir.quality.expressions;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions, patterns of LIKE and texts, few letters of which meet often. */
final class GeneratedPatterns {

    private static final String[] LETTERS = {
        "a", "b", "A", " ", "1", "-", "é", "张", "𠮷", "\n", "%", "_", "\\", "$", "."
    };
    private static final String[] ATOMS = {
        "a", "b", "A", "1", ".", "[ab]", "[^a]", "\\d", "\\w", "\\s", "\\.", "张", "𠮷", "é", "\\b", "^", "$", "(?i)a",
        "\\$", "\\p{L}", "\\n"
    };
    private static final String[] REPEATS = {"", "", "", "*", "+", "?", "{0,2}", "{2}", "*?", "+?", "*+", "?+"};

    private final Random random;

    GeneratedPatterns(long seed) {
        this.random = new Random(seed);
    }

    /** One that Java compiles. */
    String regex() {
        String regex;
        do {
            regex = alternatives(2);
        } while (!isOne(regex));
        return regex;
    }

    private static boolean isOne(String regex) {
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private String alternatives(int depth) {
        StringBuilder regex = new StringBuilder();
        int parts = random.nextInt(4);
        for (int i = 0; i <= parts; i++) {
            regex.append(i > 0 && random.nextInt(4) == 0 ? "|" : "")
                    .append(atom(depth))
                    .append(one(REPEATS));
        }
        return regex.toString();
    }

    private String atom(int depth) {
        if (depth == 0 || random.nextInt(3) > 0) {
            return random.nextInt(15) == 0 ? "(a)\\1" : one(ATOMS);
        }
        String[] open = {"(", "(", "(?:", "(?=", "(?!", "(?>", "(?<=a", "(?<n" + random.nextInt(1000) + "x>"};
        return one(open) + alternatives(depth - 1) + ")";
    }

    /** One that Spark takes, its stray escapes apart. */
    String like() {
        StringBuilder like = new StringBuilder();
        int parts = random.nextInt(7);
        for (int i = 0; i < parts; i++) {
            like.append(
                    switch (random.nextInt(6)) {
                        case 0, 1 -> "%";
                        case 2 -> "_";
                        case 3 -> one(new String[] {"\\%", "\\_", "\\\\"});
                        default -> one(LETTERS).replace("\\", "b");
                    });
        }
        return like.toString();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(9);
        for (int i = 0; i < parts; i++) {
            text.append(random.nextInt(3) == 0 ? one(LETTERS) : random.nextBoolean() ? "a" : "b");
        }
        return text.toString();
    }

    String replacement() {
        return one(new String[] {"", "x", "<$0>", "\\$", "é"});
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
