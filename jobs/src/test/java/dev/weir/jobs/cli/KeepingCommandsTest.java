package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that look after releases say where no engine is needed. */
class KeepingCommandsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aWorkspace() throws IOException {
        assertThat(CommandsTest.weir("init", folder.toString()).status()).isZero();
        Files.createDirectories(folder.resolve("warehouse"));
    }

    @Test
    void aWorkspaceThatWasNotMovedNeedsNoRelocation() throws Exception {
        CommandsTest.Ended ended = weir("relocate", "--output", "json");
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode json = CommandsTest.json(ended.out());
        assertThat(CommandsTest.valid("relocate", json)).isTrue();
        assertThat(json.has("from")).isFalse();
    }

    @Test
    void aMoveIsNoticed() throws Exception {
        Files.writeString(folder.resolve("warehouse/location.txt"), "/somewhere/else\n");
        CommandsTest.Ended doctor = weir("doctor", "--output", "json");
        assertThat(doctor.status()).isEqualTo(6);
        JsonNode json = CommandsTest.json(doctor.out());
        assertThat(CommandsTest.valid("doctor", json)).isTrue();
        assertThat(json.at("/findings/0/kind").asText()).isEqualTo("moved");
        assertThat(json.at("/findings/0/remedy").asText()).contains("weir relocate");
    }

    @Test
    void helpSaysWhatEachDoes() {
        assertThat(CommandsTest.weir("clean", "--help").out()).contains("--apply", "retention");
        assertThat(CommandsTest.weir("rollback", "--help").out()).contains("--to", "today's rules");
        assertThat(CommandsTest.weir("relocate", "--help").out()).contains("moved");
        assertThat(CommandsTest.weir("doctor", "--help").out()).contains("--fix");
    }

    private CommandsTest.Ended weir(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "-w";
        all[words.length + 1] = folder.toString();
        return CommandsTest.weir(all);
    }
}
