package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A release archive run as a container with a read-only root runs it: another user, no capability and no way to get one, no network, and
 * nothing can be written but the workspace and a {@code /tmp} of its own.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "weir.release", matches = ".+", disabledReason = "-Prelease makes the archive")
class ReadOnlyRootIT {

    private static final long USER = 10001;

    /**
     * Words: folder of this test, options of /tmp, the command. In a mount namespace of its own: what is mounted here, nobody else sees.
     * Every mount is made read-only, one after another, and one that cannot be ends the test.
     */
    private static final String AS_IN_A_CONTAINER = """
            set -e
            folder=$1 options=$2; shift 2
            mount --make-rprivate /
            mount --bind "$folder/passwd" /etc/passwd
            mkdir -p /mnt/weir
            mount --bind "$folder" /mnt/weir
            mount -t tmpfs -o "size=1g,mode=1777,$options" tmpfs /tmp
            for place in $(awk '$2 !~ "^/(proc|sys|dev|tmp|mnt/weir)(/|$)" { print $2 }' /proc/mounts | sort -u); do
              mount -o remount,bind,ro "$place"
            done
            mount -o remount,bind,ro /mnt/weir
            mount --bind /mnt/weir/work /mnt/weir/work
            mount -o remount,bind,rw /mnt/weir/work
            ip link set lo up
            cd /mnt/weir/work
            exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
            """;

    @TempDir
    private Path folder;

    private Path work;

    @BeforeEach
    void aWorkspaceOfThatUser() throws Exception {
        UnpackedRelease.assumeNamespaces();
        Path home = UnpackedRelease.in(folder.resolve("opt"));
        Files.createSymbolicLink(
                folder.resolve("weir"), Path.of("opt", home.getFileName().toString(), "bin", "weir"));
        work = folder.resolve("work");
        Folders.copy(home.resolve("examples/molecules"), work);
        Files.writeString(
                folder.resolve("passwd"),
                Files.readString(Path.of("/etc/passwd")) + "\nweir:x:10001:10001::/tmp:/usr/sbin/nologin\n");
        // as a platform hands it: root's, and read by the group
        Path secret = Files.writeString(folder.resolve("key-password"), "cranes fly at night over the river\n");
        assertThat(ended("chown", "root:" + USER, secret.toString()).status()).isZero();
        assertThat(ended("chmod", "440", secret.toString()).status()).isZero();
        assertThat(ended("chown", "-R", USER + ":" + USER, work.toString()).status())
                .isZero();
        assertThat(ended("chmod", "755", folder.toString()).status()).isZero();
    }

    private Launcher.Ended ended(String command, String... words) throws Exception {
        return Launcher.run(folder, Map.of(), command, words);
    }

    /** Runs a command so; {@code options} are those that /tmp is mounted with. */
    private Launcher.Ended contained(String options, String... command) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("--mount", "--net", "sh", "-c", AS_IN_A_CONTAINER, "sh", folder.toString(), options));
        words.addAll(List.of(command));
        return Launcher.run(
                folder,
                Map.of("HOME", "/tmp", "JAVA_HOME", System.getProperty("java.home"), "WEIR_BUILD", "auto"),
                "unshare",
                words.toArray(String[]::new));
    }

    private Launcher.Ended weir(String... words) throws Exception {
        return contained(
                "exec",
                Stream.concat(Stream.of("/mnt/weir/weir"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void aReleaseIsMadeAndItsHealthIsSeen() throws Exception {
        // the cage itself: what may be written, and by whom
        Launcher.Ended cage = contained(
                "exec",
                "sh",
                "-c",
                "id -u; grep CapEff /proc/self/status; for f in /x /etc/x /mnt/weir/x /usr/x /var/tmp/x; do ! touch $f 2>/dev/null || echo $f;"
                        + " done; touch /tmp/x /mnt/weir/work/x && rm /mnt/weir/work/x && echo these");
        assertThat(cage.out().lines()).as(cage.err()).containsExactly("10001", "CapEff:\t0000000000000000", "these");

        String settings = Files.readString(work.resolve("weir.yaml"));
        assertThat(settings).contains("keys:");
        Files.writeString(
                work.resolve("weir.yaml"),
                settings.replaceAll(
                        "keys: .*", "keys: { store: keys/weir.bcfks, passwordFile: /mnt/weir/key-password }"));
        assertThat(weir("init", ".").status()).isZero();
        Launcher.Ended run = weir("run", "molecules");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out() + run.err()).contains("Released molecules@1");
        Launcher.Ended health = weir("doctor");
        assertThat(health.status()).as(health.out() + health.err()).isZero();
        assertThat(health.out()).contains("All is in order");
        assertThat(weir("verify", "molecules@1").status()).isZero();
        assertThat(ended("stat", "-c", "%a %u", work.resolve("keys/weir.bcfks").toString())
                        .out())
                .isEqualTo("600 " + USER + "\n");
    }

    /** Docker's own temporary file systems take no code unless they are asked to. */
    @Test
    void aTmpThatTakesNoCodeIsNamedWithItsRemedy() throws Exception {
        assertThat(weir("init", ".").status()).isZero();
        Launcher.Ended refused = contained("noexec", "/mnt/weir/weir", "run", "molecules");
        assertThat(refused.status()).isEqualTo(6);
        assertThat(refused.err()).contains("S004", "SQLite's library cannot be loaded", "exec", "java.io.tmpdir");
    }

    @Test
    void aUserWithoutANameIsRefusedWithARemedy() throws Exception {
        assertThat(weir("init", ".").status()).isZero();
        Files.copy(Path.of("/etc/passwd"), folder.resolve("passwd"), StandardCopyOption.REPLACE_EXISTING);
        Launcher.Ended refused = weir("run", "molecules");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("C004", "has no name", "/etc/passwd");
    }
}
