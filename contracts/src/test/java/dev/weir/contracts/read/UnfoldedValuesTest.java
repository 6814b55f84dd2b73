package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.read.base.WorkspaceFiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What YAML makes of a value goes onto pages and into manifests, whatever its lines look like. */
class UnfoldedValuesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\npurpose: NUMBER\n",
                "a: 1\npurpose: \"\\x3110105194912310021 told\"\n",
                "a: 1\npurpose: \"110105\\\n  194912310021 is he\"\n",
                "a: 1\nlist:\n  - deep: [\"\\x3110105194912310021\"]\n",
                "a: 1\npurpose: \"11\\x30105194912310021\"\n",
                "a: 1\nlist:\n  - deep: [\"11\\x30105194912310021\"]\n",
            })
    void holdNobodysNumberEither(String written) {
        String text = written.replace("NUMBER", FakePersonalText.NUMBER);
        Problems problems = new Problems();
        new WorkspaceFiles(folder, Map.of("weir.yaml", text), new FakePersonalText(), problems).document("weir.yaml");
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.INVALID_VALUE);
            assertThat(problem.place().line()).isGreaterThan(1);
            assertThat(problem.what()).startsWith("the line holds");
        });
    }

    @Test
    void aNumberOnALineOfABlockIsToldOnce() {
        Problems problems = new Problems();
        String text = "a: 1\nsql: |\n  SELECT 1\n  FROM a WHERE b = " + FakePersonalText.NUMBER + "\n  LIMIT 3\n";
        new WorkspaceFiles(folder, Map.of("weir.yaml", text), new FakePersonalText(), problems).document("weir.yaml");
        assertThat(problems.list())
                .extracting(Problem::place)
                .singleElement()
                .satisfies(place -> assertThat(place.line()).isEqualTo(4));
    }
}
