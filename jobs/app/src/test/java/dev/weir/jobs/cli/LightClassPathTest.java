package dev.weir.jobs.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.weir.jobs.House;
import dev.weir.jobs.cli.terminal.FilteredStderr;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.notices.channel.ChannelOpener;
import dev.weir.jobs.release.storage.S3Opener;
import dev.weir.releases.warehouse.RunLock;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Commands that start without the engine find every class that they may come to on their short class path, whatever state a
 * workspace is in. Which commands these are the commands say, which jars they get the build.
 */
class LightClassPathTest {

    /** Classes that such a command comes to only when the launcher has given it the engine, and when that is. */
    private static final Map<String, String> DOORS = Map.of(
            "dev.weir.jobs.cli.Weir", "every command, of which one is asked for",
            "dev.weir.jobs.verb.proof.EngineVerification", "verify --deep",
            "dev.weir.jobs.verb.authoring.EnginePlanAnalysis", "plan --analyse",
            "dev.weir.jobs.draft.Drafting", "init --from",
            "dev.weir.jobs.draft.NewColumns", "validate --fix",
            "dev.weir.jobs.verb.law.TransferEnding", "ledger --finish, ledger --void",
            "dev.weir.jobs.cli.workspace.SubmittedLog", "a driver that spark-submit has started",
            "dev.weir.jobs.engine.watch.StoppableRuns", "a signal, once the engine has begun",
            "dev.weir.jobs.release.storage.S3Storage", "a release log on S3",
            "dev.weir.lineage.sending.KafkaDestination", "a topic of Kafka, whose library WEIR_CLASSPATH has to have");

    /** Marks in class files that no running program looks for. */
    private static final Set<String> NEVER_LOADED =
            Set.of("org.jspecify.annotations", "com.google.errorprone.annotations");

    @Test
    void everyClassThatALightCommandMayComeToIsOnItsClassPath() throws IOException {
        JavaClasses house = ArchConfiguration.withThreadLocalScope(alone -> {
            alone.setResolveMissingDependenciesFromClassPath(false); // names are all that is asked of other people's
            return House.read();
        });
        Map<String, CommandLine> light = lightCommands();
        assertThat(light.keySet())
                .contains("releases", "show", "verify", "tag", "pin", "validate", "plan", "ledger")
                .doesNotContain("run", "doctor", "clean");
        Map<String, String> reached = new LinkedHashMap<>(); // with the class that names it first
        Deque<JavaClass> open = new ArrayDeque<>();
        light.values().forEach(command -> enter(house, command, reached, open));
        List<Class<?>> unnamed = new ArrayList<>(List.of(
                CommandFailures.class, FilteredStderr.class, S3Opener.class, Terminal.class, WeirVersion.class));
        ServiceLoader.load(ChannelOpener.class).forEach(opener -> unnamed.add(opener.getClass()));
        for (Class<?> always : unnamed) {
            reached.put(always.getName(), "every command");
            open.add(house.get(always));
        }
        Map<String, String> missing = new LinkedHashMap<>();
        Set<String> doors = new TreeSet<>();
        try (URLClassLoader jars = new URLClassLoader(lightJars(), ClassLoader.getPlatformClassLoader())) {
            while (!open.isEmpty()) {
                JavaClass type = open.remove();
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    String name = target.getName();
                    if (target.isPrimitive() || NEVER_LOADED.contains(target.getPackageName())) {
                        continue;
                    }
                    if (DOORS.containsKey(outermost(name))) {
                        doors.add(outermost(name));
                    } else if (reached.putIfAbsent(name, type.getName()) == null) {
                        if (name.startsWith("dev.weir.")) {
                            open.add(house.get(name));
                        } else if (!isLoaded(name, jars)) {
                            missing.put(name, way(reached, name));
                        }
                    }
                }
            }
        }
        assertThat(missing.values())
                .as("classes that a light command cannot load, each with the way to it")
                .isEmpty();
        assertThat(doors).as("doors that are there").isEqualTo(DOORS.keySet());
        assertThat(reached)
                .as("the look went far")
                .containsKey(RunLock.class.getName())
                .hasSizeGreaterThan(300);
    }

    /** Also where a class is there, and one that it is made of is not. */
    private static boolean isLoaded(String name, ClassLoader jars) {
        try {
            return Class.forName(name, false, jars) != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static void enter(
            JavaClasses house, CommandLine command, Map<String, String> reached, Deque<JavaClass> open) {
        Class<?> type = command.getCommandSpec().userObject().getClass();
        if (type.getName().startsWith("dev.weir.") && reached.putIfAbsent(type.getName(), "the command line") == null) {
            open.add(house.get(type));
        }
        command.getSubcommands().values().forEach(below -> enter(house, below, reached, open));
    }

    /** How a class is come to, from the command on. */
    private static String way(Map<String, String> reached, String name) {
        List<String> way = new ArrayList<>();
        for (String at = name; at != null && way.size() < 20; at = reached.get(at)) {
            way.add(0, at.substring(at.lastIndexOf('.') + 1));
        }
        return String.join(" → ", way);
    }

    private static String outermost(String name) {
        int inner = name.indexOf('$');
        return inner < 0 ? name : name.substring(0, inner);
    }

    /** Those that the launcher does not give the engine to, whatever their options. */
    private static Map<String, CommandLine> lightCommands() {
        Map<String, CommandLine> commands = LauncherCommands.commands();
        for (String line : LauncherCommands.lines()) {
            List<String> words = List.of(line.split(" "));
            if (words.subList(1, words.size()).equals(List.of("engine"))) {
                commands.remove(words.get(0));
            }
        }
        return commands;
    }

    /** The jars that the build puts on the short class path. */
    private static URL[] lightJars() throws IOException {
        List<URL> jars = new ArrayList<>();
        for (String entry : resource("/light.classpath").strip().split(Pattern.quote(File.pathSeparator))) {
            jars.add(Path.of(entry).toUri().toURL());
        }
        return jars.toArray(URL[]::new);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = requireNonNull(LightClassPathTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
