package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tab completion: Bash itself with the script, and the names that it asks for. */
class CompletionTest {

    @TempDir
    private Path folder;

    private String names(String begun) {
        return WarmCommands.weir("names", "-w", "../../examples/clinical", "--", begun)
                .with(0)
                .out();
    }

    /** What Bash would offer behind a line, with a 'weir' that prints these names whatever it is asked. */
    private String offered(String line, String names) throws Exception {
        Path script = folder.resolve("completion.bash");
        Files.writeString(script, WarmCommands.weir("completion").with(0).out());
        String bash = """
            source %s
            compopt() { :; }
            weir() { echo "asked: $*" >>%s; printf '%s'; }
            COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}
            read -r -a COMP_WORDS <<<"${COMP_LINE//@/ @ }"
            case $COMP_LINE in *' ') COMP_WORDS+=('') ;; esac
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _complete_weir_with_names weir "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%%s\n' "${COMPREPLY[@]}"
            """.formatted(script, folder.resolve("asked"), names, line);
        Process process = new ProcessBuilder(List.of("bash", "-c", bash))
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void bashOffersCommandsOptionsAndTheNamesOfTheWorkspace() throws Exception {
        assertThat(offered("weir val", "clinic\\n").lines())
                .contains("validate")
                .doesNotContain("clinic");
        assertThat(offered("weir run --pro", "clinic\\n").lines())
                .contains("--profile")
                .doesNotContain("clinic");
        assertThat(offered("weir run cl", "clinic\\n").lines()).containsExactly("clinic");
        assertThat(offered("weir show clinic@", "clinic@1\\nclinic@12\\n").lines())
                .containsExactly("1", "12");
        assertThat(offered("weir run ", "").strip()).isEmpty();
        assertThat(offered("weir run -w some/where cl", "clinic\\n").lines()).containsExactly("clinic");
        assertThat(Files.readString(folder.resolve("asked"))).contains("asked: names -w some/where -- cl");
    }

    @Test
    void namesGoOnFromWhatIsWritten() {
        assertThat(names("").lines()).containsExactly("clinical");
        assertThat(names("cl").lines()).containsExactly("clinical");
        assertThat(names("clinical.").lines())
                .contains("clinical.patients")
                .allMatch(name -> name.startsWith("clinical."));
        assertThat(names("raw.").lines()).contains("raw.subjects").allMatch(name -> name.startsWith("raw."));
        assertThat(names("x")).isEmpty();
        assertThat(WarmCommands.weir("names", "-w", folder.toString()).out()).isEmpty();
        assertThat(WarmCommands.weir("--help").out()).contains(" completion ").doesNotContain(" names ");
    }
}
