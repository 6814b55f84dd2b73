package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.privacy.detect.find.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Other people's sentences with identifiers in them: argus-redact's Chinese cases, presidio-research's English ones. */
@Tag("conformance")
class PiiDetectionTest {

    /** Of the Chinese cases those that are about a value which the scanner looks for; the others are about topics. */
    private static final Map<String, Double> CHINESE = new TreeMap<>(Map.of(
            "zh_id_number", 0.98,
            "zh_phone", 0.98,
            "zh_bank_card", 0.98,
            "zh_license_plate", 0.85,
            "zh_passport", 0.85,
            "zh_person", 0.85,
            "zh_address", 0.85,
            "zh_credit_code", 0.98));

    /** Of the English kinds those that are looked for, with the share that has to be found. */
    private static final Map<String, Double> ENGLISH = new TreeMap<>(Map.of(
            "CREDIT_CARD", 0.98,
            "EMAIL_ADDRESS", 0.98,
            "IBAN_CODE", 0.98,
            "IP_ADDRESS", 0.98,
            "US_SSN", 0.98,
            "PERSON", 0.82,
            "STREET_ADDRESS", 0.93));

    /** Four letters together, and eight characters. */
    private static final Pattern LABEL = Pattern.compile("^(?=.*[A-Za-z]{4}).{8,}$");

    private static Path conformance() {
        return Path.of(System.getProperty("weir.conformance", ""));
    }

    private static JsonNode read(String file) throws IOException {
        Path folder = conformance().resolve("data/pii");
        assertThat(folder).as("CONTRIBUTING.md says which folder to name").isDirectory();
        return JsonMapper.builder().build().readTree(folder.resolve(file).toFile());
    }

    @Test
    void chineseCases() throws IOException {
        Map<String, String> figures = new LinkedHashMap<>();
        List<String> missed = new ArrayList<>();
        Map<String, Double> recalls = new HashMap<>();
        for (String topic : CHINESE.keySet()) {
            int there = 0;
            int found = 0;
            int not = 0;
            int wrong = 0;
            for (JsonNode each : read("argus-redact/" + topic + ".json")) {
                String input = each.get("input").asText();
                if (each.get("should_match").asBoolean()) {
                    there++;
                    String expected = each.path("expected_text").asText("");
                    String redacted = TextScanner.standard().redact(input);
                    boolean hit = expected.isEmpty() ? !redacted.equals(input) : !redacted.contains(expected);
                    found += hit ? 1 : 0;
                    if (!hit) {
                        missed.add(topic + "/" + each.get("id").asText());
                    }
                } else {
                    not++;
                    wrong += TextScanner.standard().find(input).isEmpty() ? 0 : 1;
                }
            }
            recalls.put(topic, (double) found / there);
            figures.put(topic, found + " of " + there + " found, " + wrong + " of " + not + " wrongly");
        }
        System.out.println(figures + " missed " + missed);
        assertThat(recalls)
                .allSatisfy((topic, recall) -> assertThat(recall)
                        .as(topic + " " + figures)
                        .isGreaterThanOrEqualTo(CHINESE.getOrDefault(topic, 1.0)));
    }

    /** Misses in the sentences of templates with an even number were looked at; the tagger learnt from none of them. */
    @Test
    void englishSentencesThatItWasMadeWith() throws IOException {
        holds(english(0), 0.98);
    }

    /**
     * Templates with an odd number were held out: none of their misses was looked at; their totals were, while the tagger's settings
     * were chosen. The makers filled both halves
     * from one source, so 26 of 404 names and 3 of 275 addresses are in both.
     */
    @Test
    void englishSentencesThatWereHeldOut() throws IOException {
        holds(english(1), 0.95);
    }

    /** The set as its makers gave it out, of which one half was worked with. */
    @Test
    void englishSentencesTogether() throws IOException {
        Map<String, int[]> counts = english(0);
        english(1)
                .forEach((type, count) ->
                        counts.merge(type, count, (one, other) -> new int[] {one[0] + other[0], one[1] + other[1]}));
        Map<String, Double> shares = Map.of("PERSON", 0.88, "STREET_ADDRESS", 0.95, "PHONE_NUMBER", 0.95);
        assertThat(shares).allSatisfy((type, share) -> {
            int[] count = counts.getOrDefault(type, new int[] {1, 0});
            assertThat((double) count[1] / count[0])
                    .as(type + " " + count[1] + " of " + count[0])
                    .isGreaterThanOrEqualTo(share);
        });
    }

    /** Labels and short notes of intensive care units, without people's names: eICU's demonstration tables. */
    @Tag("slow")
    @Test
    void labelsOfAnIntensiveCareUnitAreNobodysName() throws IOException {
        Set<String> texts = new TreeSet<>();
        try (Stream<Path> files = Files.list(conformance().resolve("data/eicu-demo"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".csv.gz")).toList()) {
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                    lines.lines()
                            .skip(1)
                            .flatMap(line -> Arrays.stream(line.split(",")))
                            .filter(LABEL.asPredicate())
                            .forEach(texts::add);
                }
            }
        }
        long letters = 0;
        long hidden = 0;
        for (String text : texts) {
            letters += letters(text);
            for (Span span : TextScanner.standard().find(text)) {
                hidden += span.category().equals("NAME") ? letters(text.substring(span.start(), span.end())) : 0;
            }
        }
        System.out.println(texts.size() + " labels, " + hidden + " of " + letters + " letters hidden as names");
        assertThat(texts).hasSizeGreaterThan(5000);
        assertThat((double) hidden / letters).isLessThanOrEqualTo(0.005);
    }

    private static long letters(String text) {
        return text.chars().filter(Character::isLetter).count();
    }

    private static void holds(Map<String, int[]> counts, double phones) {
        StringBuilder figures = new StringBuilder();
        counts.forEach((type, count) -> figures.append(String.format(
                Locale.ROOT, "%s %d of %d (%.3f); ", type, count[1], count[0], (double) count[1] / count[0])));
        System.out.println(figures);
        Map<String, Double> shares = new TreeMap<>(ENGLISH);
        shares.put("PHONE_NUMBER", phones);
        shares.forEach((type, least) -> {
            int[] count = counts.getOrDefault(type, new int[] {1, 0});
            assertThat((double) count[1] / count[0]).as(type).isGreaterThanOrEqualTo(least);
        });
    }

    /** By kind: how many there are, and how many have four fifths of their letters and digits hidden. */
    private static Map<String, int[]> english(int parity) throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode each : read("presidio-research/synth_dataset_v2.json")) {
            String text = each.get("full_text").asText();
            if (each.get("template_id").asInt() % 2 != parity || !seen.add(text)) {
                continue;
            }
            boolean[] covered = new boolean[text.length()];
            for (Span span : TextScanner.standard().find(text)) {
                Arrays.fill(covered, span.start(), span.end(), true);
            }
            for (JsonNode span : each.get("spans")) {
                // Offsets count characters, which may be two of Java's.
                int start =
                        text.offsetByCodePoints(0, span.get("start_position").asInt());
                int end = text.offsetByCodePoints(0, span.get("end_position").asInt());
                int letters = 0;
                int hidden = 0;
                for (int i = start; i < end; i++) {
                    if (Character.isLetterOrDigit(text.charAt(i))) {
                        letters++;
                        hidden += covered[i] ? 1 : 0;
                    }
                }
                int[] count = counts.computeIfAbsent(span.get("entity_type").asText(), key -> new int[2]);
                count[0]++;
                count[1] += hidden * 10 >= letters * 8 ? 1 : 0;
            }
        }
        return counts;
    }
}
