package dev.weir.jobs.draft;

import dev.weir.contracts.read.base.PersonalText;
import dev.weir.privacy.detect.AuthoredTextScan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of a study's datasets: CDISC Define-XML 2.0 and 2.1, an extension of the Operational Data Model 1.3.2. Document types
 * and entities are refused.
 */
final class DefineXml {

    /** What submissions call the file. */
    static final String NAME = "define.xml";

    private static final String ODM = "http://www.cdisc.org/ns/odm/";
    private static final String DEFINE = "http://www.cdisc.org/ns/def/";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_CODE = 200;
    private static final int MOST_CODES = 500;
    private static final XMLInputFactory XML = factory();
    private static final PersonalText PERSONAL = new AuthoredTextScan();

    /** A dataset while its definition is read. */
    private static final class Group {
        private final String name;
        private @Nullable String href;
        private final Map<Integer, String> keys = new TreeMap<>();
        private final List<String> items = new ArrayList<>();

        private Group(String name) {
            this.name = name;
        }
    }

    /** A variable. */
    private static final class Item {
        private final String name;
        private final String type;
        private String label = "";
        private String list = "";

        private Item(String name, String type) {
            this.name = name;
            this.type = type;
        }
    }

    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private boolean isDefine;

    private DefineXml() {}

    /** The parser of the Java platform, whatever else lies on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Whether a file may hold definitions, by its name. */
    static boolean mayBe(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".xml");
    }

    /**
     * The datasets that a file defines; empty where it is another kind of XML.
     *
     * @throws IOException if it cannot be read, or is no XML to its end
     */
    static Optional<List<DefinedDataset>> read(Path file) throws IOException {
        DefineXml read = new DefineXml();
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            XMLStreamReader parser = XML.createXMLStreamReader(stream);
            boolean isOdm = first(parser)
                    && parser.getLocalName().equals("ODM")
                    && String.valueOf(parser.getNamespaceURI()).startsWith(ODM);
            if (!isOdm) {
                return Optional.empty();
            }
            read.all(parser);
        } catch (XMLStreamException e) {
            // the parser's message may quote what it reads
            throw new IOException("it is no XML from line " + e.getLocation().getLineNumber() + " on", e);
        }
        return read.isDefine ? Optional.of(read.datasets(file)) : Optional.empty();
    }

    /** Goes to the first element. */
    private static boolean first(XMLStreamReader parser) throws IOException, XMLStreamException {
        int event = parser.getEventType();
        while (event != XMLStreamConstants.START_ELEMENT && parser.hasNext()) {
            event = parser.next();
            if (event == XMLStreamConstants.DTD) {
                throw new IOException("it has a document type, which no definitions have");
            }
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    private void all(XMLStreamReader parser) throws XMLStreamException {
        Group group = null;
        Item item = null;
        List<String> list = new ArrayList<>();
        while (parser.hasNext()) {
            if (parser.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (parser.getLocalName()) {
                case "MetaDataVersion" -> isDefine |= hasDefineVersion(parser);
                case "ItemGroupDef" -> {
                    group = new Group(attribute(parser, "Name"));
                    item = null;
                    groups.add(group);
                }
                case "ItemRef" -> reference(group, parser);
                case "leaf" -> {
                    if (group != null) {
                        group.href = parser.getAttributeValue(XLINK, "href");
                    }
                }
                case "ItemDef" -> {
                    group = null;
                    item = new Item(attribute(parser, "Name"), attribute(parser, "DataType"));
                    items.put(attribute(parser, "OID"), item);
                }
                case "CodeListRef" -> {
                    if (item != null) {
                        item.list = attribute(parser, "CodeListOID");
                    }
                }
                case "TranslatedText" -> label(item, parser);
                case "CodeList" -> {
                    group = null;
                    item = null;
                    list = new ArrayList<>();
                    lists.put(attribute(parser, "OID"), list);
                }
                case "CodeListItem", "EnumeratedItem" -> list.add(attribute(parser, "CodedValue"));
                case "ValueListDef", "MethodDef", "CommentDef", "WhereClauseDef" -> {
                    group = null;
                    item = null;
                }
                default -> {}
            }
        }
    }

    private static boolean hasDefineVersion(XMLStreamReader parser) {
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            if (parser.getAttributeLocalName(i).equals("DefineVersion")
                    && String.valueOf(parser.getAttributeNamespace(i)).startsWith(DEFINE)) {
                return true;
            }
        }
        return false;
    }

    private static void reference(@Nullable Group group, XMLStreamReader parser) {
        if (group == null) {
            return; // of a value list
        }
        String item = attribute(parser, "ItemOID");
        String sequence = attribute(parser, "KeySequence");
        group.items.add(item);
        if (sequence.matches("[0-9]{1,4}")) {
            group.keys.put(Integer.parseInt(sequence), item);
        }
    }

    /** The first text of a variable's description. */
    private static void label(@Nullable Item item, XMLStreamReader parser) throws XMLStreamException {
        if (item != null && item.label.isEmpty()) {
            String text =
                    parser.getElementText().replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
            item.label = text.length() <= LONGEST_LABEL && PERSONAL.inLine(text).isEmpty() ? text : "";
        }
    }

    private static String attribute(XMLStreamReader parser, String name) {
        String value = parser.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private List<DefinedDataset> datasets(Path file) {
        return groups.stream().map(group -> dataset(group, file)).toList();
    }

    private DefinedDataset dataset(Group group, Path file) {
        Map<String, String> labels = new LinkedHashMap<>();
        Set<String> texts = new HashSet<>();
        Map<String, List<String>> codeLists = new LinkedHashMap<>();
        group.items.stream()
                .flatMap(oid -> Optional.ofNullable(items.get(oid)).stream())
                .forEach(item -> {
                    labels.put(item.name, item.label);
                    if (item.type.equals("text")) {
                        texts.add(item.name);
                    }
                    List<String> codes = lists.getOrDefault(item.list, List.of());
                    if (isUsable(codes)) {
                        codeLists.put(
                                item.name,
                                codes.stream()
                                        .distinct()
                                        .sorted(Comparator.naturalOrder())
                                        .toList());
                    }
                });
        return new DefinedDataset(
                group.name,
                Optional.ofNullable(group.href).flatMap(href -> beside(file, href)),
                group.keys.values().stream()
                        .flatMap(oid -> Optional.ofNullable(items.get(oid)).stream())
                        .map(item -> item.name)
                        .toList(),
                labels,
                texts,
                codeLists);
    }

    private static boolean isUsable(List<String> codes) {
        return !codes.isEmpty()
                && codes.size() <= MOST_CODES
                && codes.stream()
                        .allMatch(code -> code.length() <= LONGEST_CODE
                                && !code.isEmpty()
                                && code.chars().noneMatch(c -> Character.isISOControl(c) || c == '"' || c == '\\')
                                && PERSONAL.asValue(code).isEmpty());
    }

    private static Optional<Path> beside(Path file, String href) {
        try {
            return Optional.of(file.toAbsolutePath().resolveSibling(href).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
