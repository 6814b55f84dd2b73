package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Whatever people write, reading ends, and each problem stands where somebody can find it. */
class MutatedWorkspaceTest {

    private static final List<String> FILES = List.of(
            "weir.yaml",
            "contracts/raw/encounters.odcs.yaml",
            "contracts/clinical/clinical.odps.yaml",
            "contracts/clinical/patients.odcs.yaml",
            "contracts/clinical/encounters.odcs.yaml",
            "contracts/clinical/encounters.sql",
            "quality-rules/clinical/encounters.yaml",
            "quality-rules/packs/dates.yaml",
            "quality-rules/waivers.yaml");

    private static final String MARKS = " \n:-{}[],\"'#&*!|>%@`~0aZ\t$(";

    @Property(tries = 150)
    @Tag("torture")
    void tellsProblemsOfWhatIsBrokenAnyhow(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String file = FILES.get(random.nextInt(FILES.size()));
        Sample sample = Sample.clinical().with("quality-rules/waivers.yaml", """
            waivers:
              - { rule: volume, product: clinical, until: "2026-12-31", by: me@example.org, because: We know. }
            """);
        sample.with(file, mutated(sample.text(file), random));
        Path folder = Files.createTempDirectory("weir");
        try {
            for (Problem problem : sample.readIn(folder).problems()) {
                Path place = folder.resolve(problem.place().file());
                assertThat(place).exists();
                assertThat(problem.place().line())
                        .isBetween(0, Files.readAllLines(place).size() + 1);
                assertThat(problem.what()).isNotBlank();
                assertThat(problem.why()).isNotBlank();
                assertThat(problem.remedy()).isNotBlank();
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.setCharAt(at, MARKS.charAt(random.nextInt(MARKS.length())));
                case 1 -> changed.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
                case 2 -> changed.delete(at, Math.min(changed.length() - 1, at + 1 + random.nextInt(12)));
                default -> {
                    List<String> lines = text.lines().toList();
                    int begin = Math.max(0, changed.lastIndexOf("\n", at));
                    changed.insert(begin, "\n" + lines.get(random.nextInt(lines.size())));
                }
            }
        }
        return changed.toString();
    }
}
