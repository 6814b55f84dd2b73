package dev.weir.privacy.detect.tag;

import dev.weir.privacy.detect.words.NameDictionary;
import dev.weir.privacy.detect.words.WordList;
import dev.weir.privacy.validate.Surnames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same notes about other people: a tagger that saw each name once would learn the names and not what stands around them. */
final class NoteVariants {

    private static final Pattern SURNAME = Pattern.compile("[\u3400-\u9fff]");
    private static final Pattern FAMILIAR = Pattern.compile("[老小阿大][\u3400-\u9fff]");
    private static final Pattern SHORT = Pattern.compile("[\u3400-\u9fff]{2,3}");
    private static final Pattern LONG = Pattern.compile("[\u3400-\u9fff]{4,9}");
    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}.,' -]+");
    private static final Pattern LATIN_WORD = Pattern.compile("\\p{IsLatin}{3,}");
    private static final Pattern NUMBER = Pattern.compile("[^\u3400-\u9fff]*\\d[^\u3400-\u9fff]*");

    private final Random random = new Random(3);
    private final List<String> shortNames = new ArrayList<>();
    private final List<String> longNames = new ArrayList<>();
    private final List<String> latin =
            WordList.read("names.txt").stream().sorted().toList();
    private final String surnames;
    private final String given;

    NoteVariants(List<String> notes) {
        for (String note : notes) {
            Matcher marked = MarkedNote.MARKED.matcher(note);
            while (marked.find()) {
                String name = marked.group(1);
                if (SHORT.matcher(name).matches()) {
                    shortNames.add(name);
                } else if (LONG.matcher(name).matches() && Surnames.length(name) < 2) {
                    longNames.add(name);
                }
            }
        }
        StringBuilder single = new StringBuilder();
        StringBuilder ends = new StringBuilder();
        for (char c = '\u4e00'; c < '\u9fff'; c++) {
            single.append(Surnames.isSingle(c) ? String.valueOf(c) : "");
            int often = NameDictionary.endsName(c);
            ends.append(String.valueOf(c).repeat(often > 200 ? 3 : often > 20 ? 1 : 0));
        }
        this.surnames = single.toString();
        this.given = ends.toString();
    }

    /** A note with other names and numbers in the places of its own; the same ones where it has the same. */
    String of(String note) {
        Map<String, String> others = new HashMap<>();
        UnaryOperator<String> other = name -> others.computeIfAbsent(name, this::other);
        return MarkedNote.MARKED
                .matcher(note)
                .replaceAll(found -> Matcher.quoteReplacement("⟦" + other.apply(found.group(1)) + "⟧"));
    }

    private String other(String name) {
        if (SURNAME.matcher(name).matches()) {
            return random.nextInt(3) == 0 ? name : one(surnames);
        }
        if (FAMILIAR.matcher(name).matches()) {
            return name.charAt(0) + one(surnames);
        }
        if (SHORT.matcher(name).matches()) {
            return switch (random.nextInt(4)) {
                case 0 -> name;
                case 1 -> shortNames.get(random.nextInt(shortNames.size()));
                default -> one(surnames) + one(given) + (random.nextInt(3) > 0 ? one(given) : "");
            };
        }
        if (LONG.matcher(name).matches() && Surnames.length(name) < 2) {
            return random.nextInt(3) == 0 ? name : longNames.get(random.nextInt(longNames.size()));
        }
        if (LATIN.matcher(name).matches()) {
            return random.nextInt(3) == 0 ? name : LATIN_WORD.matcher(name).replaceAll(word -> latin(word.group()));
        }
        return NUMBER.matcher(name).matches() ? digits(name) : name;
    }

    private String one(String characters) {
        return String.valueOf(characters.charAt(random.nextInt(characters.length())));
    }

    private String latin(String word) {
        String other = latin.get(random.nextInt(latin.size()));
        if (random.nextInt(4) == 0 || word.equals(word.toLowerCase(Locale.ROOT))) {
            return random.nextInt(2) == 0 ? word : other;
        }
        return word.equals(word.toUpperCase(Locale.ROOT))
                ? other.toUpperCase(Locale.ROOT)
                : Character.toUpperCase(other.charAt(0)) + other.substring(1);
    }

    private String digits(String number) {
        StringBuilder other = new StringBuilder(number);
        for (int i = 0; i < number.length(); i++) {
            if (Character.isDigit(number.charAt(i)) && random.nextBoolean()) {
                other.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        return other.toString();
    }
}
