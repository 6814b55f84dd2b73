package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All schedulers try again after the same exit codes, and the operators' table has them. */
class RetriedExitCodesTest {

    private static final Set<Integer> FINAL = new TreeSet<>(Set.of(1, 2, 3, 4));

    @Test
    void theTableHasEachCodeAndWhetherItIsTriedAgain() throws IOException {
        String page = Files.readString(Launcher.HOME.resolve("docs/operator.md"));
        Matcher row = Pattern.compile("^\\| ([0-9]) \\|.*\\| (yes|no|) ?\\|$", Pattern.MULTILINE)
                .matcher(page);
        Set<Integer> listed = new TreeSet<>();
        Set<Integer> notAgain = new TreeSet<>();
        while (row.find()) {
            listed.add(Integer.valueOf(row.group(1)));
            if (row.group(2).equals("no")) {
                notAgain.add(Integer.valueOf(row.group(1)));
            }
        }
        assertThat(listed)
                .isEqualTo(Arrays.stream(ExitCode.values())
                        .map(ExitCode::status)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(notAgain).isEqualTo(FINAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "jobs/airflow/src/weir_airflow/ending.py; _NEVER_AGAIN = frozenset\\(\\{([0-9, ]+)\\}\\)",
                "examples/argo/wards.yaml; lastRetry.exitCode\\) not in \\[([0-9, ]+)\\]",
                "examples/kubernetes/run.yaml; values: \\[([0-9, ]+)\\]",
                "examples/kubernetes/schedule.yaml; values: \\[([0-9, ]+)\\]"
            })
    void noSchedulerTriesThemAgain(String file, String pattern) throws IOException {
        assertThat(codes(file, pattern)).isEqualTo(FINAL);
    }

    @Test
    void dagsterTriesTheOthersAgain() throws IOException {
        Set<Integer> others = Arrays.stream(ExitCode.values())
                .map(ExitCode::status)
                .filter(code -> code != 0 && !FINAL.contains(code))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes("examples/dagster/definitions.py", "AGAIN = \\{([0-9, ]+)\\}"))
                .isEqualTo(others);
    }

    private static Set<Integer> codes(String file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Launcher.HOME.resolve(file)));
        assertThat(found.find()).as(file).isTrue();
        return Arrays.stream(found.group(1).split(", *"))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
