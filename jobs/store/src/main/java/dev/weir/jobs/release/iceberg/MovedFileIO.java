package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.catalogue.WarehouseFileIO;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Reads tables that were moved by the paths that their metadata names: a path below a former root is opened below the present
 * one. What it opens still calls itself by the path that was asked for, because Iceberg compares those.
 */
public final class MovedFileIO extends WarehouseFileIO {

    private static final long serialVersionUID = 1L;
    private static final String TO = "weir.moved.to";
    private static final String FROM = "weir.moved.from.";

    private final Map<String, String> roots = new LinkedHashMap<>();

    /** For Iceberg, which makes it by its name. */
    public MovedFileIO() {}

    /** The catalogue's settings by which it uses this. */
    static Map<String, String> settings(List<String> former, String present) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("io-impl", MovedFileIO.class.getName());
        settings.put(TO, present);
        for (int index = 0; index < former.size(); index++) {
            settings.put(FROM + index, former.get(index));
        }
        return settings;
    }

    @Override
    public void initialize(Map<String, String> properties) {
        super.initialize(properties);
        String present = properties.getOrDefault(TO, "");
        properties.forEach((key, root) -> {
            if (key.startsWith(FROM)) {
                roots.put(root + "/", present + "/");
            }
        });
    }

    private String moved(String path) {
        for (Map.Entry<String, String> root : roots.entrySet()) {
            if (path.startsWith(root.getKey()) && !path.startsWith(root.getValue())) {
                return root.getValue() + path.substring(root.getKey().length());
            }
        }
        return path;
    }

    @Override
    public InputFile newInputFile(String path) {
        return new Input(super.newInputFile(moved(path)), path);
    }

    @Override
    public InputFile newInputFile(String path, long length) {
        return new Input(super.newInputFile(moved(path), length), path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return new Output(super.newOutputFile(moved(path)), path);
    }

    @Override
    public void deleteFile(String path) {
        super.deleteFile(moved(path));
    }

    private record Input(InputFile file, String location) implements InputFile {
        @Override
        public long getLength() {
            return file.getLength();
        }

        @Override
        public SeekableInputStream newStream() {
            return file.newStream();
        }

        @Override
        public boolean exists() {
            return file.exists();
        }
    }

    private record Output(OutputFile file, String location) implements OutputFile {
        @Override
        public PositionOutputStream create() {
            return file.create();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return file.createOrOverwrite();
        }

        @Override
        public InputFile toInputFile() {
            return new Input(file.toInputFile(), location);
        }
    }
}
