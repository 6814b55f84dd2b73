package dev.weir.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every exporter of files does. A new one has a test that extends this, and more of its own. */
public abstract class ExporterContract {

    @TempDir
    Path site;

    protected abstract Exporter exporter();

    @Test
    void hasANameOfOneWord() {
        assertThat(exporter().name()).matches("[a-z][a-z-]*");
    }

    @Test
    void isInstalled() {
        assertThat(InstalledExporters.all().names()).contains(exporter().name());
    }

    @Test
    void entersTheSameAgain() throws IOException {
        enter(Sample.plain().manifest());
        Map<String, String> first = files();
        assertThat(first).isNotEmpty();
        enter(Sample.plain().manifest());
        assertThat(files()).isEqualTo(first);
    }

    /** An entry of what somebody wrote to break out of it, and of texts in Chinese, is made, and lies where it should. */
    @Test
    void staysInItsProductsFolderWhateverPeopleWrite() throws IOException {
        Manifest hostile = Sample.hostile().manifest();
        enter(hostile);
        assertThat(files().keySet()).isNotEmpty().allMatch(name -> name.startsWith(hostile.product() + "/"));
        int before = files().size();
        Manifest chinese = Sample.unicode().manifest();
        enter(chinese);
        assertThat(files().keySet())
                .hasSizeGreaterThan(before)
                .allMatch(name -> name.startsWith(hostile.product() + "/") || name.startsWith(chinese.product() + "/"));
    }

    @Test
    void leavesWhatOthersWrote() throws IOException {
        Path other = site.resolve(Sample.plain().manifest().product()).resolve("other.txt");
        Files.createDirectories(other.resolveSibling("."));
        Files.writeString(other, "other", StandardCharsets.UTF_8);
        enter(Sample.plain().manifest());
        assertThat(other).hasContent("other");
    }

    private void enter(Manifest manifest) throws IOException {
        new EntryFiles(site.resolve(manifest.product()))
                .write(exporter().export(Sample.entry(manifest, List.of(manifest))));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(site)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(site.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
