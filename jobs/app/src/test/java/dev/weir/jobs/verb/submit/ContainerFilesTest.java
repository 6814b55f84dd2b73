package dev.weir.jobs.verb.submit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.settings.Profile;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.Weir;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.desk.WorkspaceFolder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code examples/container} and {@code examples/kubernetes}: what they promise of rights, and that they fit Weir and each other. */
class ContainerFilesTest {

    private static final Path EXAMPLES = Launcher.HOME.resolve("examples");
    private static final Path KUBERNETES = EXAMPLES.resolve("kubernetes");
    private static final long USER = 10001;

    /** Instructions of the file, each in one line, without comments. */
    private static List<String> instructions() throws IOException {
        String text = Files.readAllLines(EXAMPLES.resolve("container/Containerfile")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .collect(Collectors.joining("\n"));
        return List.of(text.replaceAll("\\\\\n\\s*", "").split("\n"));
    }

    private static List<String> of(String instruction) throws IOException {
        return instructions().stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }

    @Test
    void anImageIsAPlainJreWithAnArchiveWhoseSumsWereChecked() throws IOException {
        assertThat(of("FROM"))
                .hasSize(2)
                .allMatch(base -> base.matches("docker\\.io/library/[\\w-]+:17-jre[\\w.-]*( AS \\w+)?"));
        assertThat(of("ARG")).containsExactly("VERSION=" + WeirVersion.number());
        assertThat(of("ADD")).isEmpty();
        assertThat(of("COPY")).hasSize(2).anyMatch(copy -> copy.startsWith("--from=unpacked"));
        String unpacking = of("RUN").get(0);
        assertThat(unpacking)
                .containsSubsequence("sha256sum", "--strict", "-c SHA256SUMS", "tar", "/lib/launcher/archives");
        assertThat(of("RUN")).noneMatch(run -> run.matches(".*\\b(curl|wget|apt|apt-get|sudo|pip)\\b.*"));
        assertThat(Launcher.HOME.resolve("jobs/app/src/main/launcher/archives")).isExecutable();
    }

    @Test
    void itRunsAsAUserWithANameAndWithoutRights() throws IOException {
        assertThat(of("USER")).containsExactly(USER + ":" + USER);
        assertThat(of("RUN")).anyMatch(run -> run.contains("useradd --uid " + USER + " ") && run.contains("nologin"));
        List<String> all = instructions();
        int user = all.indexOf("USER " + USER + ":" + USER);
        assertThat(all.subList(user, all.size())).noneMatch(line -> line.startsWith("RUN") || line.startsWith("COPY"));
        assertThat(of("ENV")).containsExactly("HOME=/tmp");
        assertThat(of("VOLUME"))
                .as("a mount that was forgotten is an error, not a folder that is lost")
                .isEmpty();
    }

    @Test
    void itStartsWeirAndItsHealthIsWhatDoctorFinds() throws IOException {
        assertThat(of("ENTRYPOINT")).containsExactly("[\"/usr/local/bin/weir\"]");
        assertThat(of("HEALTHCHECK")).singleElement().asString().endsWith("CMD [\"/usr/local/bin/weir\", \"doctor\"]");
        parse(List.of("doctor"));
    }

    private static void parse(List<String> words) {
        Weir.commandLine(Terminal.ofProcess()).parseArgs(words.toArray(String[]::new));
    }

    private record Found(Namespace space, PersistentVolumeClaim claim, ServiceAccount account, NetworkPolicy network) {}

    private static Found workspace() throws Exception {
        Map<Class<?>, HasMetadata> found = KubernetesFile.read(KUBERNETES.resolve("workspace.yaml")).stream()
                .collect(Collectors.toMap(HasMetadata::getClass, Function.identity()));
        return new Found(
                Namespace.class.cast(requireNonNull(found.get(Namespace.class))),
                PersistentVolumeClaim.class.cast(requireNonNull(found.get(PersistentVolumeClaim.class))),
                ServiceAccount.class.cast(requireNonNull(found.get(ServiceAccount.class))),
                NetworkPolicy.class.cast(requireNonNull(found.get(NetworkPolicy.class))));
    }

    @Test
    void theNamespaceTakesNoPodWithMoreRightsAndNoNetwork() throws Exception {
        Found found = workspace();
        assertThat(found.space().getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(found.account().getAutomountServiceAccountToken()).isFalse();
        assertThat(found.network().getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(found.network().getSpec().getIngress()).isEmpty();
        assertThat(found.network().getSpec().getEgress()).isEmpty();
        assertThat(found.network().getSpec().getPodSelector().getMatchLabels()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.yaml", "schedule.yaml", "doctor.yaml"})
    void aPodIsRestrictedAndWritesItsWorkspaceAndTmpAlone(String file) throws Exception {
        HasMetadata object = KubernetesFile.read(KUBERNETES.resolve(file)).get(0);
        Found found = workspace();
        assertThat(object.getMetadata().getNamespace())
                .isEqualTo(found.space().getMetadata().getName());
        PodSpec pod = template(object).getSpec();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getServiceAccountName())
                .isEqualTo(found.account().getMetadata().getName());
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(10);
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(List.of(
                        pod.getSecurityContext().getRunAsUser(),
                        pod.getSecurityContext().getRunAsGroup(),
                        pod.getSecurityContext().getFsGroup()))
                .containsOnly(USER);
        assertThat(pod.getSecurityContext().getFsGroupChangePolicy()).isEqualTo("OnRootMismatch");
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");

        Container weir = pod.getContainers().get(0);
        assertThat(pod.getContainers()).hasSize(1);
        assertThat(weir.getImage()).endsWith("/weir:" + WeirVersion.number());
        SecurityContext rights = weir.getSecurityContext();
        assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
        assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
        assertThat(rights.getPrivileged()).isFalse();
        assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(rights.getCapabilities().getAdd()).isEmpty();
        for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
            assertThat(weir.getResources().getRequests()).containsKey(resource);
            assertThat(weir.getResources().getLimits()).containsKey(resource);
        }
        Map<String, VolumeMount> mounts = weir.getVolumeMounts().stream()
                .collect(Collectors.toMap(VolumeMount::getMountPath, Function.identity()));
        assertThat(mounts).containsOnlyKeys("/work", "/run/secrets/weir", "/tmp");
        assertThat(requireNonNull(mounts.get("/run/secrets/weir")).getReadOnly())
                .isTrue();
        assertThat(pod.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        assertThat(pod.getVolumes().get(0).getPersistentVolumeClaim().getClaimName())
                .isEqualTo(found.claim().getMetadata().getName());
        assertThat(pod.getVolumes().get(1).getSecret().getDefaultMode()).isEqualTo(0440);
        assertThat(pod.getVolumes().get(2).getEmptyDir().getSizeLimit()).isNotNull();
        // no secret is in the environment or the command line
        assertThat(weir.getEnv())
                .singleElement()
                .satisfies(one -> assertThat(one.getName()).isEqualTo("WEIR_JAVA_OPTIONS"));
        assertThat(weir.getCommand()).isEmpty();
        parse(weir.getArgs());
    }

    @Test
    void whatNeedsAPersonIsNotTriedAgain() throws Exception {
        for (String file : List.of("run.yaml", "schedule.yaml")) {
            JobSpec job = job(KubernetesFile.read(KUBERNETES.resolve(file)).get(0));
            List<Integer> ended =
                    job.getPodFailurePolicy().getRules().get(0).getOnExitCodes().getValues();
            assertThat(ended)
                    .containsExactlyElementsOf(Stream.of(ExitCode.values())
                            .map(ExitCode::status)
                            .filter(status -> status > 0 && status < 5)
                            .sorted()
                            .toList());
            assertThat(job.getBackoffLimit()).isPositive();
            assertThat(job.getActiveDeadlineSeconds()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"schedule.yaml", "doctor.yaml"})
    void aScheduleIsOneAndNoTwoOverlap(String file) throws Exception {
        CronJob cron = (CronJob) KubernetesFile.read(KUBERNETES.resolve(file)).get(0);
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                .parse(cron.getSpec().getSchedule());
        assertThat(java.time.ZoneId.getAvailableZoneIds())
                .contains(cron.getSpec().getTimeZone());
        assertThat(cron.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    }

    @Test
    void theProfileReadsItsPasswordFromTheMountedSecret() {
        Profile profile = new WorkspaceFolder(KUBERNETES, Optional.empty(), Map.of())
                .settings()
                .profile();
        assertThat(profile.keys().toString()).contains("/run/secrets/weir/key-password");
    }

    private static JobSpec job(HasMetadata object) {
        return object instanceof CronJob cron ? cron.getSpec().getJobTemplate().getSpec() : ((Job) object).getSpec();
    }

    private static PodTemplateSpec template(HasMetadata object) {
        return job(object).getTemplate();
    }
}
