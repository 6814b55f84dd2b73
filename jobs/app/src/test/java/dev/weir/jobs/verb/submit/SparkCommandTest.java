package dev.weir.jobs.verb.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkCommandTest {

    private static final SparkInstallation HOME = new SparkInstallation.Home(Path.of("/opt/spark/bin/spark-submit"));
    private static final SparkInstallation OWN = new SparkInstallation.OfWeir(
            Path.of("/jdk/bin/java"), List.of("--add-opens=a/b=ALL-UNNAMED"), "/w/a.jar:/w/b.jar");
    private static final Path TOLD = Path.of("/data/clinic/runs/.submitted/7");

    private static SparkCommand command(Map<String, String> profile, SparkInstallation spark, String... options) {
        return SparkCommand.of(new Submission(
                profile,
                SubmitOptions.of(List.of(options)),
                spark,
                new Submission.Application("/w/weir-app.jar", List.of("/own/masks.jar")),
                List.of("-Dfile.encoding=UTF-8"),
                List.of("run", "clinical", "--workspace=/data/clinic"),
                TOLD));
    }

    @Test
    void aProfileIsEnough() {
        SparkCommand command = command(
                Map.of(
                        "spark.master",
                        "yarn",
                        "spark.executor.memory",
                        "8g",
                        "spark.driver.extraJavaOptions",
                        "-Xss4m"),
                HOME);
        assertThat(command.words())
                .startsWith(
                        "/opt/spark/bin/spark-submit",
                        "--master",
                        "yarn",
                        "--deploy-mode",
                        "client",
                        "--class",
                        "dev.weir.jobs.cli.Weir")
                .contains(
                        "spark.executor.memory=8g",
                        "spark.jars=/own/masks.jar",
                        "spark.driver.extraJavaOptions=-Xss4m -Dfile.encoding=UTF-8")
                .endsWith("/w/weir-app.jar", "run", "clinical", "--workspace=/data/clinic")
                .doesNotContain("spark.yarn.submit.waitAppCompletion=true");
        assertThat(command.environment()).isEmpty();
    }

    @Test
    void optionsComeOnTop() {
        assertThat(command(
                                Map.of("spark.jars", "/p/one.jar", "spark.master", "yarn"),
                                HOME,
                                "--deploy-mode=cluster",
                                "--jars",
                                "/o/two.jar",
                                "-c",
                                "spark.speculation=true",
                                "--executor-memory",
                                "16g",
                                "--verbose",
                                "--properties-file",
                                "/etc/spark.conf")
                        .words())
                .contains(
                        "spark.jars=/p/one.jar,/o/two.jar,/own/masks.jar",
                        "spark.speculation=true",
                        "spark.executor.memory=16g",
                        "spark.standalone.submit.waitAppCompletion=true")
                .containsSequence("--deploy-mode", "cluster", "--class", "dev.weir.jobs.cli.ClusterDriver")
                .endsWith(
                        "--verbose",
                        "--properties-file",
                        "/etc/spark.conf",
                        "/w/weir-app.jar",
                        TOLD.toString(),
                        "run",
                        "clinical",
                        "--workspace=/data/clinic");
    }

    @Test
    void noSecretStandsOnACommandLine() {
        SparkCommand command = command(
                Map.of(
                        "spark.master", "spark://one:7077",
                        "spark.authenticate.secret", "cranes-fly",
                        "spark.hadoop.fs.s3a.access.key", "AKIA-cranes",
                        "spark.hadoop.fs.s3a.secret.key", "fly-cranes",
                        "spark.ssl.keyStorePassword", "night-cranes"),
                OWN,
                "--deploy-mode",
                "cluster");
        assertThat(command.words()).noneMatch(word -> word.contains("cranes"));
        assertThat(command.environment()).containsExactly(Map.entry("_SPARK_AUTH_SECRET", "cranes-fly"));
        assertThat(command.words()).contains("-Dweir.log=/data/clinic/runs/spark.log");
    }

    /** Where no script starts Java, its options are given to it. */
    @Test
    void weirsOwnSparkBecomesTheDriver() {
        assertThat(command(
                                Map.of("spark.driver.memory", "6g", "spark.driver.extraClassPath", "/etc/hadoop"),
                                OWN,
                                "--master",
                                "spark://one:7077")
                        .words())
                .startsWith(
                        "/jdk/bin/java",
                        "--add-opens=a/b=ALL-UNNAMED",
                        "-Xmx6g",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        "/etc/hadoop:/w/a.jar:/w/b.jar",
                        "org.apache.spark.deploy.SparkSubmit",
                        "--master",
                        "spark://one:7077");
        assertThatThrownBy(() -> command(Map.of(), OWN))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C003")
                .hasMessageContaining("--master");
        assertThat(command(Map.of(), HOME).words())
                .as("spark-defaults.conf may name one")
                .doesNotContain("--master");
    }

    @Test
    void twoWhoSayDifferentThingsAreRefused() {
        assertThatThrownBy(() -> command(Map.of("spark.master", "yarn"), HOME, "--master", "spark://one:7077"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C004")
                .hasMessageContaining("'spark.master'");
        assertThat(command(Map.of("spark.master", "yarn"), HOME, "--master", "yarn")
                        .words())
                .containsOnlyOnce("--master");
        for (List<String> wrong : List.of(
                List.of("--supervise"),
                List.of("--class", "a.B"),
                List.of("--conf", "spark.driver.supervise=true"),
                List.of("--conf", "nonsense"),
                List.of("app.jar"),
                List.of("--executor-memory"),
                List.of("--executor-memory", "1g", "--conf", "spark.executor.memory=2g"))) {
            assertThatThrownBy(() -> SubmitOptions.of(wrong))
                    .as("%s", wrong)
                    .isInstanceOf(ProblemsException.class)
                    .hasMessageContaining("C020");
        }
    }

    @Test
    void theSparkThatSubmitsIsNamed(@TempDir Path folder) throws Exception {
        Path script = Files.createDirectories(folder.resolve("bin")).resolve("spark-submit");
        assertThatThrownBy(() -> SparkInstallation.of(Map.of("SPARK_HOME", folder.toString()), folder, Path.of("java")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C010")
                .hasMessageContaining("SPARK_HOME");
        Files.writeString(script, "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(SparkInstallation.of(Map.of("SPARK_HOME", folder.toString()), folder, Path.of("java")))
                .isEqualTo(new SparkInstallation.Home(script));
        assertThatThrownBy(() -> SparkInstallation.of(Map.of(), folder, Path.of("java")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("no whole build");
    }
}
