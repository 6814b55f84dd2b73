package dev.weir.releases.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.port.StoreAddresses;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.StorageOpener;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that lies in S3, with those on the class path who could open it. */
class ReleaseStoresTest {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path folder;

    @AfterEach
    void asBefore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void isOpenedByWhoCan() throws IOException {
        install(Elsewhere.class, Opens.class);
        assertThat(open().place("clinical/1.json")).endsWith("s3a:/bucket/log/clinical/1.json");
    }

    @Test
    void isRefusedWithARemedyWhereNobodyCan() throws IOException {
        install(Elsewhere.class);
        refused();
    }

    @Test
    void isRefusedWithARemedyWhereWhoCanLacksHadoop() throws IOException {
        install(WithoutHadoop.class);
        refused();
    }

    @Test
    void isRefusedWhereTwoCan() throws IOException {
        install(Opens.class, WithoutHadoop.class);
        assertThat(problem())
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(Code.DUPLICATE_NAME))
                .satisfies(problem -> assertThat(problem.why()).contains("Opens", "WithoutHadoop"));
    }

    @Test
    void isRefusedWhereWhoTakesItsAddressCannotOpenIt() throws IOException {
        install(AddressAlone.class);
        assertThat(problem())
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(Code.UNSUPPORTED))
                .satisfies(problem -> assertThat(problem.what()).contains("AddressAlone"));
    }

    @Test
    void isRefusedWhereOneIsMadeForALaterJava() throws IOException {
        install("dev.weir.releases.log.Later");
        assertThat(problem())
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(Code.UNSUPPORTED))
                .satisfies(problem -> assertThat(problem.why()).contains("UnsupportedClassVersionError"));
    }

    private Problem problem() {
        return catchThrowableOfType(ProblemsException.class, this::open)
                .problems()
                .get(0);
    }

    private void refused() {
        ProblemsException refused = catchThrowableOfType(ProblemsException.class, this::open);
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.UNSUPPORTED);
            assertThat(problem.remedy()).contains("launcher");
        });
    }

    private LogStorage open() throws IOException {
        Files.writeString(folder.resolve("weir.yaml"), """
            workspace: elsewhere
            profiles: { laptop: { warehouse: warehouse, releases: { store: "s3a://bucket/log" } } }
            law: { pack: cn-2026-01 }
            """);
        return ReleaseStores.of(WorkspaceReader.readSettings(folder, Optional.empty(), Map.of()));
    }

    /** These alone are found. */
    private void install(Class<?>... openers) throws IOException {
        install(Stream.of(openers).map(Class::getName).toArray(String[]::new));
    }

    private void install(String... openers) throws IOException {
        String name = "META-INF/services/" + StoreAddresses.class.getName();
        Path services = folder.resolve("services");
        Files.createDirectories(services.resolve(name).getParent());
        StringBuilder lines = new StringBuilder();
        for (String opener : openers) {
            lines.append(opener).append('\n');
        }
        URL list = Files.writeString(services.resolve(name), lines).toUri().toURL();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {
            @Override
            protected Class<?> findClass(String missing) {
                byte[] later = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 99};
                return defineClass(missing, later, 0, later.length);
            }

            @Override
            public Enumeration<URL> getResources(String asked) throws IOException {
                return asked.equals(name)
                        ? Collections.enumeration(Collections.singleton(list))
                        : super.getResources(asked);
            }
        });
    }

    /** Says that it takes the address, and is nobody who opens it. */
    public static final class AddressAlone implements StoreAddresses {
        @Override
        public boolean include(ReleaseStore store) {
            return true;
        }
    }

    /** For other addresses. */
    public static final class Elsewhere implements StorageOpener {
        @Override
        public boolean include(ReleaseStore store) {
            return false;
        }

        @Override
        public LogStorage open(Workspace workspace) {
            throw new AssertionError(workspace);
        }
    }

    /** Opens it on the disk. */
    public static final class Opens implements StorageOpener {
        @Override
        public boolean include(ReleaseStore store) {
            return store.address().equals("s3a://bucket/log");
        }

        @Override
        public LogStorage open(Workspace workspace) {
            return new LocalStorage(
                    Path.of(workspace.profile().storage().releases().address()));
        }
    }

    /** As on the class path of commands without the engine. */
    public static final class WithoutHadoop implements StorageOpener {
        @Override
        public boolean include(ReleaseStore store) {
            return true;
        }

        @Override
        public LogStorage open(Workspace workspace) {
            throw new NoClassDefFoundError("org/apache/hadoop/conf/Configuration");
        }
    }
}
