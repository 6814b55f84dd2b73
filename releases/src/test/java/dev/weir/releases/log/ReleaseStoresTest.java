package dev.weir.releases.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.contracts.settings.StoreAddresses;
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
        String name = "META-INF/services/" + StoreAddresses.class.getName();
        Path services = folder.resolve("services");
        Files.createDirectories(services.resolve(name).getParent());
        StringBuilder lines = new StringBuilder();
        for (Class<?> opener : openers) {
            lines.append(opener.getName()).append('\n');
        }
        URL list = Files.writeString(services.resolve(name), lines).toUri().toURL();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {
            @Override
            public Enumeration<URL> getResources(String asked) throws IOException {
                return asked.equals(name)
                        ? Collections.enumeration(Collections.singleton(list))
                        : super.getResources(asked);
            }
        });
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
