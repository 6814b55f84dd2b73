package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clinical notes with identifiers planted: how many have none left when they are redacted. {@code notes-tuning.txt} holds the
 * templates that the scanner was worked on with. Those of {@code notes.txt} were written when that work was done, measured then
 * (99 %), and never worked on; the scanner has changed since for other texts, so the figure of today is of a scanner that is
 * younger than the templates, and the two sets are by one author.
 */
@Tag("torture")
class NotesTest {

    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");
    private static final int NOTES = 50;

    @Test
    void almostNoNoteKeepsAnIdentifier() throws IOException {
        Map<String, Integer> left = new TreeMap<>();
        double clean = clean("/detect/notes.txt", 20_261_120, left);
        assertThat(clean).as("notes left with something: %s", left).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void norDoTheNotesItWasMadeWith() throws IOException {
        Map<String, Integer> left = new TreeMap<>();
        double clean = clean("/detect/notes-tuning.txt", 7, left);
        assertThat(clean).as("notes left with something: %s", left).isGreaterThanOrEqualTo(0.95);
    }

    private static double clean(String resource, long seed, Map<String, Integer> left) throws IOException {
        List<String> templates;
        try (InputStream stream = Objects.requireNonNull(NotesTest.class.getResourceAsStream(resource))) {
            templates = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        Filling filling = new Filling(seed);
        int clean = 0;
        for (String template : templates) {
            for (int i = 0; i < NOTES; i++) {
                Map<String, String> planted = new LinkedHashMap<>();
                StringBuilder note = new StringBuilder();
                Matcher hole = HOLE.matcher(template);
                while (hole.find()) {
                    String value = filling.of(hole.group(1));
                    planted.put(hole.group(1), value);
                    hole.appendReplacement(note, Matcher.quoteReplacement(value));
                }
                hole.appendTail(note);
                String redacted = TextScanner.standard().redact(note.toString());
                List<String> kept = new ArrayList<>();
                planted.forEach((kind, value) -> {
                    if (!kind.equals("age") && !kind.equals("sex") && remains(kind, value, redacted)) {
                        kept.add(kind);
                    }
                });
                if (kept.isEmpty()) {
                    clean++;
                } else {
                    left.merge(template.substring(0, Math.min(24, template.length())) + " " + kept, 1, Integer::sum);
                }
            }
        }
        return (double) clean / templates.size() / NOTES;
    }

    /** Whether the value is left, or the part of it that tells most. */
    private static boolean remains(String kind, String value, String redacted) {
        String tells = switch (kind) {
            case "name", "doctor", "doctor2" -> value.length() > 2 ? value.substring(value.length() - 2) : value;
            case "ename", "edoctor", "edoctor2", "pinyin" -> value.substring(value.indexOf(' ') + 1);
            case "addr" -> value.substring(value.length() - 6);
            case "eaddr" -> value.substring(0, value.indexOf(' ', value.indexOf(' ') + 1));
            default -> value;
        };
        return redacted.contains(tells) || redacted.contains(value);
    }

    /** What stands in the holes of templates. */
    private static final class Filling {
        private final People people;
        private final Random random;

        Filling(long seed) {
            people = new People(seed);
            random = new Random(seed);
        }

        String of(String kind) {
            LocalDate day = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4000));
            return switch (kind) {
                case "name", "doctor", "doctor2" -> people.name();
                case "sex" -> people.any("男", "女");
                case "age" -> String.valueOf(20 + random.nextInt(70));
                case "rid" -> people.identity();
                case "phone" -> people.mobile();
                case "landline" -> people.landline();
                case "addr" -> people.address();
                case "email" -> people.email();
                case "card" -> people.card();
                case "plate" -> people.plate();
                case "mrn" -> people.any(people.record(), people.digits(8), "ZY" + people.digits(6));
                case "date" ->
                    day.format(DateTimeFormatter.ofPattern(
                            people.any("yyyy-MM-dd", "yyyy年M月d日", "yyyy/MM/dd", "yyyy.MM.dd"), Locale.ROOT));
                case "edate" ->
                    day.format(DateTimeFormatter.ofPattern(
                            people.any("MMMM d, yyyy", "MM/dd/yyyy", "yyyy-MM-dd", "d MMM yyyy"), Locale.ENGLISH));
                case "ename", "edoctor", "edoctor2" -> english();
                case "ephone" -> people.any("(415) 555-", "617-555-", "+1 212-555-") + people.digits(4);
                case "ssn" -> "123-45-" + (1000 + random.nextInt(9000));
                case "eaddr" ->
                    (1 + random.nextInt(9999)) + " "
                            + people.any("Maple", "Oak Hill", "Washington", "Elm", "North Lake", "Sunset") + " "
                            + people.any("Street", "Avenue", "Road", "Lane", "Drive", "Blvd");
                case "pinyin" ->
                    people.any("Zhang ", "Wang ", "Li ", "Chen ", "Zhao ")
                            + people.any("Wei", "Xiaoming", "Jianguo", "Na", "Fang", "Zhiqiang");
                default -> throw new IllegalArgumentException(kind);
            };
        }

        private String english() {
            return people.any(
                            "James",
                            "Mary",
                            "Robert",
                            "Patricia",
                            "Linda",
                            "Michael",
                            "Susan",
                            "David",
                            "Karen",
                            "Thomas",
                            "Ngozi",
                            "Siobhan",
                            "Tadeo",
                            "Marisol",
                            "Kwame")
                    + " "
                    + people.any(
                            "Smith",
                            "Johnson",
                            "O'Brien",
                            "Garcia",
                            "Nguyen",
                            "Baker",
                            "Hill",
                            "Schmidt",
                            "Kowalski",
                            "Okafor",
                            "Fitzgerald",
                            "Stone",
                            "Reed");
        }
    }
}
