package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.verb.authoring.PlanReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** A command of somebody else's, as docs/extending.md says: its class, its name among the services, and this test. */
class AddedCommandTest {

    /** Says how many tables a product has. */
    @Command(name = "tables", description = "Say how many tables a product has.")
    static final class TablesCommand extends ProductCommand {

        TablesCommand(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            int tables = PlanReport.of(desk(), product).plan().tables().size();
            print(
                    () -> terminal.result(product + " has " + tables + " tables."),
                    () -> Json.object().put("product", product).put("tables", tables));
            return ExitCode.DONE.status();
        }
    }

    /** How it is found. */
    public static final class Tables implements AddedCommand {

        @Override
        public CommandLine on(Terminal terminal) {
            return new CommandLine(new TablesCommand(terminal));
        }
    }

    /** One that has the name of another. */
    public static final class SecondRun implements AddedCommand {

        @Override
        public CommandLine on(Terminal terminal) {
            return new CommandLine(CommandSpec.create().name("run"));
        }
    }

    /** One that lacks what it is made of. */
    public static final class Throwing implements AddedCommand {

        @Override
        public CommandLine on(Terminal terminal) {
            throw new NoClassDefFoundError("org/example/Lost");
        }
    }

    /** One that makes nothing. */
    public static final class Silent implements AddedCommand {

        @Override
        @SuppressWarnings("NullAway") // as somebody's may do
        public CommandLine on(Terminal terminal) {
            return null;
        }
    }

    private static final String CLINICAL = Path.of("../../examples/clinical").toString();

    @TempDir
    private Path services;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void added() throws IOException {
        found(Tables.class.getName());
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {services.toUri().toURL()}, before));
    }

    private void found(String name) throws IOException {
        Path file = services.resolve("META-INF/services/" + AddedCommand.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, name + "\n");
    }

    @AfterEach
    void asBefore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private int weir(String... arguments) {
        Terminal terminal = new Terminal(stream(out), stream(err), Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN);
        return Weir.commandLine(terminal, List.of(arguments)).execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void itRunsAndPrintsAsTheOthersDo() throws Exception {
        assertThat(weir("tables", "clinical", "-w", CLINICAL))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("clinical has ");
        out.reset();
        assertThat(weir("tables", "clinical", "-w", CLINICAL, "-o", "json")).isZero();
        assertThat(CommandsTest.json(out.toString(StandardCharsets.UTF_8))
                        .get("tables")
                        .asInt())
                .isPositive();
    }

    @Test
    void itFailsAsTheOthersDo() throws Exception {
        assertThat(weir("tables", "clinicle", "-w", CLINICAL, "-o", "json")).isEqualTo(2);
        assertThat(Schemas.valid("error", CommandsTest.json(out.toString(StandardCharsets.UTF_8))))
                .isTrue();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("clinical");
    }

    @Test
    void theHelpListsIt() {
        assertThat(weir("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("tables", "Say how many tables a product has.");
        assertThat(weir("tables", "--help")).isZero();
    }

    @Test
    void oneThatHasTheNameOfAnotherIsRefused() throws Exception {
        found(SecondRun.class.getName());
        assertThat(weir("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("weir demo");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(Code.DUPLICATE_NAME.id(), "'run'", SecondRun.class.getName());
        assertThat(weir("plan", "clinical", "-w", CLINICAL)).isZero();
    }

    @Test
    void oneThatCannotBeMadeIsToldBesideTheOthers() throws Exception {
        for (String broken : List.of(Throwing.class.getName(), Silent.class.getName())) {
            found(broken + "\n" + Tables.class.getName());
            err.reset();
            assertThat(weir("tables", "clinical", "-w", CLINICAL)).isZero();
            assertThat(err.toString(StandardCharsets.UTF_8)).contains(Code.UNSUPPORTED.id(), broken, "on()");
            assertThatThrownBy(() -> weir("tabels"))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            refused -> assertThat(refused.problems())
                                    .extracting(Problem::code)
                                    .containsExactly(Code.UNSUPPORTED));
        }
    }

    @Test
    void oneThatCannotBeLoadedIsTold() throws Exception {
        found("org.example.None");
        assertThat(weir("--help")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(Code.UNSUPPORTED.id(), "org.example.None");
        assertThatThrownBy(() -> weir("tables"))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .containsExactly(Code.UNSUPPORTED));
    }
}
