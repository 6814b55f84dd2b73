package dev.weir.releases.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The evidence that one run wrote, as one ZIP file: a store keeps one object for a release instead of six. */
public final class EvidenceBundle {

    /** ZIP files have no earlier one. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private EvidenceBundle() {}

    /** Pieces by name; equal pieces make equal bytes. */
    public static byte[] of(Map<String, byte[]> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> piece : new TreeMap<>(pieces).entrySet()) {
                ZipEntry entry = new ZipEntry(piece.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(piece.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes what it is given", e);
        }
        return bytes.toByteArray();
    }

    /**
     * One piece.
     *
     * @param bytes that it should have; of a larger one no more than one byte beyond is given, so that a damaged file fills no memory
     * @return empty where a bundle has no such piece, or is damaged before it
     */
    static Optional<byte[]> entry(byte[] bundle, String name, long bytes) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return Optional.of(zip.readNBytes((int) Math.min(bytes + 1, Integer.MAX_VALUE - 8)));
                }
            }
            return Optional.empty();
        } catch (IOException | IllegalArgumentException damaged) { // names that are no UTF-8
            return Optional.empty();
        }
    }
}
