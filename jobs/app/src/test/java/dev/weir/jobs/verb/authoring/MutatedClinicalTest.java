package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.cli.CommandsTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clinical example with its files broken in every way that people and tools break files: {@code validate} ends with its
 * problems, soon, and each has its place. {@code -Dweir.mutations=400} tries as many as the project promises.
 */
class MutatedClinicalTest {

    private static final Path EXAMPLE = Path.of("../../examples/clinical");
    private static final int MUTATIONS = Integer.getInteger("weir.mutations", 40);
    private static final long SEED = Long.getLong("weir.mutations.seed", 20261121);
    /** Of this thread's own work: other tests may be at work on the machine. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /** Of a file as a whole: it is not there, not to be read, empty, or too large. */
    private static final Set<String> WHOLE_FILES =
            Set.of("C001", "C003", "C004", "C006", "C010", "C014", "C021", "S005");

    private static final String MARKS = " \n:-{}[],\"'#&*!|>%@`~0aZ\t$(\\\r";

    @TempDir
    private Path folder;

    private final List<Path> files = new ArrayList<>();

    @BeforeEach
    void workspace() throws IOException {
        for (String part : List.of("weir.yaml", "contracts", "quality-rules")) {
            try (Stream<Path> found = Files.walk(EXAMPLE.resolve(part))) {
                for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                    write(EXAMPLE.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        write(
                "weir.yaml",
                Files.readString(EXAMPLE.resolve("weir.yaml"))
                        .replace("pack: cn-2026-01", "pack: cn-2026-01\n  overlay: law/centre.yaml"));
        write("law/centre.yaml", """
            base: cn-2026-01
            categories:
              - { code: ADDR, masks: { export: drop }, because: "No address leaves this centre." }
            """);
        write("quality-rules/packs/order.yaml", """
            pack: in-order
            parameters: [earlier, later]
            rules:
              - { id: "${earlier}-before-${later}", row: "${earlier} <= ${later}", severity: warn, dimension: consistency, because: "Time." }
            """);
        write("quality-rules/waivers.yaml", """
            waivers:
              - { rule: patients.empty, product: clinical, until: %s, by: me@example.org, because: "We know." }
            """.formatted(
                        LocalDate.now(ZoneOffset.UTC).plusMonths(6)));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    @Test
    void validateEndsSoonAndPlacesEachProblem() throws Exception {
        assertThat(CommandsTest.weir("validate", "-w", folder.toString()).out()).isEqualTo("No problems.\n");
        Random random = new Random(SEED);
        int wrong = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path file = files.get(i % files.size());
            Mutation mutation = Mutation.values()[(i / files.size() + i) % Mutation.values().length];
            byte[] before = Files.readAllBytes(file);
            Files.write(file, mutated(before, mutation, random));
            wrong += validated(i + " " + mutation + " " + folder.relativize(file)) ? 0 : 1;
            Files.write(file, before);
        }
        assertThat(wrong).as("mutations that were found").isGreaterThan(MUTATIONS / 3);
    }

    /** Whether nothing was found. */
    private boolean validated(String what) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        CommandsTest.Ended ended = CommandsTest.weir("validate", "-w", folder.toString(), "--output", "json");
        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin);
        assertThat(ended.status())
                .as("%s: %s%s", what, ended.out(), ended.err())
                .isIn(0, 2);
        assertThat(took).as(what).isLessThan(LONGEST);
        assertThat(ended.out() + ended.err()).as(what).doesNotContain("X002", "\tat ", "Exception");
        JsonNode problems = JsonMapper.builder().build().readTree(ended.out()).get("problems");
        assertThat(problems.isEmpty()).as(what).isEqualTo(ended.status() == 0);
        for (JsonNode problem : problems) {
            String words = what + ": " + problem;
            Path file = folder.resolve(problem.get("file").asText());
            assertThat(file).as(words).exists();
            int line = problem.get("line").asInt();
            assertThat(line).as(words).isBetween(0, lines(file) + 1);
            if (line == 0) {
                assertThat(WHOLE_FILES).as(words).contains(problem.get("code").asText());
            }
            for (String part : List.of("what", "why", "remedy")) {
                assertThat(problem.get(part).asText().strip()).as(words).isNotEmpty();
            }
        }
        return problems.isEmpty();
    }

    private static int lines(Path file) throws IOException {
        int lines = 0;
        byte before = 0;
        for (byte each : Files.readAllBytes(file)) {
            if (each == '\r' || (each == '\n' && before != '\r')) {
                lines++;
            }
            before = each;
        }
        return lines + 1;
    }

    private enum Mutation {
        WRONG_BYTE,
        CUT,
        LINE_GONE,
        LINE_TWICE,
        VALUES_SWAPPED,
        NESTED,
        HUGE_TEXT,
        HUGE_NUMBER,
        CARRIAGE_RETURNS,
        TABS,
        NUL,
        MARKS,
        WRONG_WORD,
        EMPTY
    }

    private static byte[] mutated(byte[] bytes, Mutation mutation, Random random) {
        int at = random.nextInt(bytes.length);
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(text.lines().toList());
        int line = random.nextInt(lines.size());
        switch (mutation) {
            case WRONG_BYTE -> {
                return spliced(bytes, at, new byte[] {(byte) (0x80 + random.nextInt(0x40))});
            }
            case NUL -> {
                return spliced(bytes, at, new byte[] {0});
            }
            case CUT -> {
                return java.util.Arrays.copyOf(bytes, at);
            }
            case EMPTY -> {
                return new byte[0];
            }
            case LINE_GONE -> lines.remove(line);
            case LINE_TWICE -> lines.add(random.nextInt(lines.size()), lines.get(line));
            case VALUES_SWAPPED -> swap(lines, random);
            case NESTED -> valued(lines, random, random.nextBoolean() ? "[".repeat(5_000) : "{a: ".repeat(5_000));
            case HUGE_TEXT -> valued(lines, random, "x".repeat(1_000_000));
            case HUGE_NUMBER -> valued(lines, random, random.nextBoolean() ? "1e999999999" : "9".repeat(200_000));
            case CARRIAGE_RETURNS -> {
                return text.replace("\n", random.nextBoolean() ? "\r" : "\r\n").getBytes(StandardCharsets.UTF_8);
            }
            case TABS -> lines.set(line, lines.get(line).replaceFirst("^ *", "\t"));
            case MARKS -> {
                return marked(text, random).getBytes(StandardCharsets.UTF_8);
            }
            case WRONG_WORD -> lines.set(line, lines.get(line).replaceFirst("([A-Za-z]{3})([A-Za-z])", "$2$1"));
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(more);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    /** Gives a line's key another value. */
    private static void valued(List<String> lines, Random random, String value) {
        List<Integer> keyed = keyed(lines);
        if (keyed.isEmpty()) {
            lines.set(0, value);
            return;
        }
        int line = keyed.get(random.nextInt(keyed.size()));
        String written = lines.get(line);
        lines.set(line, written.substring(0, written.indexOf(": ") + 2) + value);
    }

    private static void swap(List<String> lines, Random random) {
        List<Integer> keyed = keyed(lines);
        if (keyed.size() < 2) {
            return;
        }
        int one = keyed.get(random.nextInt(keyed.size()));
        int other = keyed.get(random.nextInt(keyed.size()));
        String first = lines.get(one);
        String second = lines.get(other);
        lines.set(one, first.substring(0, first.indexOf(": ") + 2) + second.substring(second.indexOf(": ") + 2));
        lines.set(other, second.substring(0, second.indexOf(": ") + 2) + first.substring(first.indexOf(": ") + 2));
    }

    private static List<Integer> keyed(List<String> lines) {
        List<Integer> keyed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(": ")
                    && !lines.get(i).strip().toLowerCase(Locale.ROOT).startsWith("#")) {
                keyed.add(i);
            }
        }
        return keyed;
    }

    private static String marked(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(changed.length());
            char mark = MARKS.charAt(random.nextInt(MARKS.length()));
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, mark);
                case 1 -> changed.insert(at, mark);
                default -> changed.delete(at, Math.min(changed.length() - 1, at + 1 + random.nextInt(12)));
            }
        }
        return changed.toString();
    }
}
