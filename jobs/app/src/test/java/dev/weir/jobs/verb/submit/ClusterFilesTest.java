package dev.weir.jobs.verb.submit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.SparkSafeguards;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.desk.WorkspaceFolder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.internal.config.ConfigEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code examples/cluster}: by Weir's own reader, by the settings that Spark knows, by the model of Kubernetes. */
class ClusterFilesTest {

    private static final Path FILES = Launcher.HOME.resolve("examples/cluster");
    private static final Path KUBERNETES = FILES.resolve("kubernetes");
    /** Settings that Spark reads by name alone. */
    private static final Set<String> WITHOUT_ENTRY = Set.of("spark.master", "spark.authenticate.secret");

    private static Map<String, String> profile(String name) {
        return new WorkspaceFolder(
                        FILES,
                        Optional.of(name),
                        Map.of("WEIR_KEY_PASSWORD", "cranes fly at night", "WEIR_SPARK_SECRET", "cranes"))
                .settings()
                .profile()
                .spark();
    }

    @ParameterizedTest
    @ValueSource(strings = {"standalone", "yarn", "kubernetes"})
    void aProfileSetsWhatSparkKnowsAndWeirAsksFor(String name) {
        Map<String, String> settings = profile(name);
        assertThat(settings).containsEntry("spark.submit.deployMode", "cluster");
        assertThat(unknown(settings.keySet())).isEmpty();
        Map<String, String> started = new LinkedHashMap<>(settings);
        started.put("spark.io.encryption.enabled", "true"); // as Weir sets them
        started.put("spark.network.crypto.saslFallback", "false");
        assertThat(SparkSafeguards.inOneProcess(started)).isFalse();
        assertThat(SparkSafeguards.lacking(started)).isEmpty();
    }

    @Test
    void theClustersOwnSettingsAreKnownAndEncrypt() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        Files.readAllLines(FILES.resolve("standalone/spark-defaults.conf")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .forEach(words -> settings.put(words[0], words[1]));
        assertThat(unknown(settings.keySet())).isEmpty();
        settings.putAll(Map.of("spark.master", "spark://one:7077", "spark.io.encryption.enabled", "true"));
        assertThat(SparkSafeguards.lacking(settings)).isEmpty();
    }

    /** Names that no list of Spark's has. */
    private static List<String> unknown(Set<String> names) {
        List<Object> lists = List.of(
                org.apache.spark.internal.config.package$.MODULE$,
                org.apache.spark.internal.config.Network$.MODULE$,
                org.apache.spark.internal.config.Worker$.MODULE$,
                org.apache.spark.deploy.k8s.Config$.MODULE$,
                org.apache.spark.deploy.yarn.config.package$.MODULE$);
        assertThat(lists).doesNotContainNull();
        String secrets = org.apache.spark.deploy.k8s.Config$.MODULE$.KUBERNETES_DRIVER_SECRET_KEY_REF_PREFIX();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            if (ConfigEntry.findEntry(name) == null && !WITHOUT_ENTRY.contains(name) && !name.startsWith(secrets)) {
                unknown.add(name);
            }
        }
        assertThat(ConfigEntry.findEntry("spark.executor.memroy")).isNull();
        return unknown;
    }

    @Test
    void kubernetesKnowsEveryKeyAndTheFilesFitTogether() throws Exception {
        Map<String, HasMetadata> read = new LinkedHashMap<>();
        for (String file : List.of("volume.yaml", "driver-rights.yaml", "driver-pod.yaml", "executor-pod.yaml")) {
            for (HasMetadata object : KubernetesFile.read(KUBERNETES.resolve(file))) {
                read.put(file + " " + object.getKind(), object);
            }
        }
        Map<String, String> profile = profile("kubernetes");
        Pod driver = of(Pod.class, read, "driver-pod.yaml Pod");
        Pod executor = of(Pod.class, read, "executor-pod.yaml Pod");
        HasMetadata volume = of(HasMetadata.class, read, "volume.yaml PersistentVolumeClaim");
        for (Pod pod : List.of(driver, executor)) {
            assertThat(pod.getSpec()
                            .getVolumes()
                            .get(0)
                            .getPersistentVolumeClaim()
                            .getClaimName())
                    .isEqualTo(volume.getMetadata().getName());
            assertThat(pod.getSpec()
                            .getContainers()
                            .get(0)
                            .getVolumeMounts()
                            .get(0)
                            .getName())
                    .isEqualTo(pod.getSpec().getVolumes().get(0).getName());
        }
        assertThat(driver.getSpec().getVolumes()).isEqualTo(executor.getSpec().getVolumes());
        assertThat(of(HasMetadata.class, read, "driver-rights.yaml ServiceAccount")
                        .getMetadata()
                        .getName())
                .isEqualTo(profile.get("spark.kubernetes.authenticate.driver.serviceAccountName"));
        assertThat(of(RoleBinding.class, read, "driver-rights.yaml RoleBinding")
                        .getRoleRef()
                        .getName())
                .isEqualTo(of(HasMetadata.class, read, "driver-rights.yaml Role")
                        .getMetadata()
                        .getName());
        read.values().stream()
                .map(object -> object.getMetadata())
                .filter(data -> data != null && data.getNamespace() != null)
                .forEach(data -> assertThat(data.getNamespace()).isEqualTo(profile.get("spark.kubernetes.namespace")));
        for (String who : List.of("driver", "executor")) {
            assertThat(FILES.resolve(String.valueOf(profile.get("spark.kubernetes." + who + ".podTemplateFile"))))
                    .isRegularFile();
        }
        assertThat(Files.readAllLines(KUBERNETES.resolve("Dockerfile")))
                .anyMatch(line -> line.startsWith(
                        "FROM apache/spark:" + org.apache.spark.package$.MODULE$.SPARK_VERSION() + "-"));
    }

    private static <T extends HasMetadata> T of(Class<T> kind, Map<String, HasMetadata> read, String name) {
        return kind.cast(requireNonNull(read.get(name), name));
    }
}
