package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.weir.jobs.House;
import dev.weir.jobs.cli.terminal.ProcessError;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WeirVersion;
import dev.weir.jobs.release.storage.S3Opener;
import dev.weir.releases.warehouse.RunLock;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Commands that start without the engine find every class that they may come to on their short class path, whatever state a
 * workspace is in. Which commands these are stands in the launcher, which jars they get in the build.
 */
class LightClassPathTest {

    /** Classes that such a command comes to only when the launcher has given it the engine, and when that is. */
    private static final Map<String, String> DOORS = Map.of(
            "dev.weir.jobs.cli.Weir", "every command, of which one is asked for",
            "dev.weir.jobs.cli.proof.DeepVerifying", "verify --deep",
            "dev.weir.jobs.cli.authoring.PlanAnalysing", "plan --analyse",
            "dev.weir.jobs.cli.law.TransferEnding", "ledger --finish, ledger --void",
            "dev.weir.jobs.release.storage.S3Storage", "a release log on S3");

    /** Marks in class files that no running program looks for. */
    private static final Set<String> NEVER_LOADED =
            Set.of("org.jspecify.annotations", "com.google.errorprone.annotations");

    private static final Path LAUNCHER = Launcher.HOME.resolve("weir");

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
        for (Class<?> always :
                List.of(Failures.class, ProcessError.class, S3Opener.class, Terminal.class, WeirVersion.class)) {
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

    /** Those that the launcher does not give the engine to. */
    private static Map<String, CommandLine> lightCommands() throws IOException {
        Matcher list = Pattern.compile("(?m)^ +(run \\|[^)]*)\\) engine=true").matcher(Files.readString(LAUNCHER));
        assertThat(list.find())
                .as("the launcher's list of commands with the engine")
                .isTrue();
        Set<String> engine =
                Pattern.compile("\\s*\\|\\s*").splitAsStream(list.group(1)).collect(Collectors.toSet());
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Map<String, CommandLine> commands = new LinkedHashMap<>(
                Weir.commandLine(new Terminal(nowhere, nowhere, Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN))
                        .getSubcommands());
        assertThat(commands.keySet())
                .as("every command that the launcher knows is there")
                .containsAll(engine);
        commands.keySet().removeAll(engine);
        return commands;
    }

    /** The jars that the build puts on the short class path, as this process has them. */
    private static URL[] lightJars() throws IOException {
        Matcher ids = Pattern.compile("<includeArtifactIds>([^<]*)</includeArtifactIds>")
                .matcher(Files.readString(Launcher.HOME.resolve("jobs/pom.xml")));
        assertThat(ids.find()).isTrue();
        List<URL> jars = new ArrayList<>();
        for (String id : ids.group(1).split(",")) {
            if (id.startsWith("weir-")) {
                continue;
            }
            String artifact = id.replace("${scala.binary.version}", "2.12");
            List<String> found = Pattern.compile(Pattern.quote(File.pathSeparator))
                    .splitAsStream(System.getProperty("java.class.path"))
                    .filter(entry -> entry.endsWith(".jar") && isOf(artifact, Path.of(entry)))
                    .toList();
            assertThat(found).as(id).hasSize(1);
            jars.add(Path.of(found.get(0)).toUri().toURL());
        }
        return jars.toArray(URL[]::new);
    }

    /** In a repository of Maven's a jar lies in a folder of its version's name, and that in one of its artifact's. */
    private static boolean isOf(String artifact, Path jar) {
        int names = jar.getNameCount();
        return names > 2 && jar.getName(names - 3).toString().equals(artifact);
    }
}
