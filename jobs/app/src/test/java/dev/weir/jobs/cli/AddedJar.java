package dev.weir.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar of somebody else's: classes compiled against Weir's, and their lines in {@code META-INF/services}. */
public final class AddedJar {

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>();

    /**
     * Adds a class.
     *
     * @param name such as {@code com.example.Veil}; the source has its package and imports
     */
    public AddedJar with(String name, String source) {
        sources.put(name, source);
        return this;
    }

    /** Adds a line to a port's services. */
    public AddedJar serving(String port, String line) {
        services.merge(port, line + "\n", String::concat);
        return this;
    }

    /** Compiles and packs it all. */
    public Path write(Path jar) throws IOException {
        Path work = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "classes");
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", work.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve("src/" + source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        if (!sources.isEmpty()) {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            if (compiler.run(null, told, told, arguments.toArray(String[]::new)) != 0) {
                throw new IllegalStateException(told.toString(StandardCharsets.UTF_8));
            }
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(work)) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .forEach(file -> put(out, work.relativize(file).toString(), file));
            for (Map.Entry<String, String> service : services.entrySet()) {
                out.putNextEntry(new JarEntry("META-INF/services/" + service.getKey()));
                out.write(service.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, Path file) {
        try {
            out.putNextEntry(new JarEntry(name));
            out.write(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
