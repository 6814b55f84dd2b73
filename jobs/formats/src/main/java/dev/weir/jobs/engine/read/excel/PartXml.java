package dev.weir.jobs.engine.read.excel;

import java.io.Closeable;
import java.io.IOException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The XML of one part of a workbook, element after element. Names count without their prefixes, since each program takes its own. A
 * document type, and with it every entity, is refused, as ISO/IEC 29500-2 does.
 */
final class PartXml implements Closeable {
    private static final XMLInputFactory XML = factory();

    private final String name;
    private final PartStream stream;
    private final XMLStreamReader parser;

    PartXml(String name, PartStream stream) throws IOException {
        this.name = name;
        this.stream = stream;
        try {
            this.parser = XML.createXMLStreamReader(stream);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** The parser of the Java platform, whatever else lies on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("a workbook refers to no entity");
        });
        return factory;
    }

    /** Goes to the next beginning or end of an element, or to the end of the part, which answers false. */
    boolean next() throws IOException {
        while (true) {
            int event = advance();
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_DOCUMENT) {
                stream.finish();
                return false;
            }
        }
    }

    private int advance() throws IOException {
        try {
            stream.token();
            int event = parser.next();
            if (event == XMLStreamConstants.DTD
                    || event == XMLStreamConstants.ENTITY_REFERENCE
                    || event == XMLStreamConstants.ENTITY_DECLARATION) {
                throw new WorkbookFormatException(
                        "has a document type or an entity in '" + name
                                + "', which no workbook has: somebody may be after files of this machine.",
                        "Do not use it before it is known who made it.");
            }
            return event;
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** The parser's message may quote what it reads, so its place alone is reported. */
    private WorkbookFormatException failure(XMLStreamException e) throws IOException {
        stream.checkRead();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof WorkbookFormatException fault) {
                return fault;
            }
        }
        if (e.getNestedException() instanceof WorkbookFormatException fault) {
            return fault;
        }
        Location at = e.getLocation();
        WorkbookFormatException fault = WorkbookFormatException.damaged("'" + name + "' in it is no well-formed XML"
                + (at == null ? "" : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber()));
        fault.addSuppressed(e);
        return fault;
    }

    /** Whether an element of a name begins here. */
    boolean begins(String element) {
        return parser.getEventType() == XMLStreamConstants.START_ELEMENT
                && parser.getLocalName().equals(element);
    }

    boolean isBeginning() {
        return parser.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    /** Whether an element of a name ends here. */
    boolean ends(String element) {
        return parser.getEventType() == XMLStreamConstants.END_ELEMENT
                && parser.getLocalName().equals(element);
    }

    /** The name of the element that begins or ends here. */
    String element() {
        return parser.getLocalName();
    }

    /** An attribute of the element that begins here, in whatever namespace. */
    @Nullable
    String attribute(String attribute) {
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            if (parser.getAttributeLocalName(i).equals(attribute)) {
                return parser.getAttributeValue(i);
            }
        }
        return null;
    }

    /** An attribute that the element has to have. */
    String required(String attribute) throws IOException {
        String value = attribute(attribute);
        if (value == null) {
            throw damaged("an element '" + element() + "' lacks '" + attribute + "'");
        }
        return value;
    }

    /** An attribute's whole number from 0 on. */
    int number(String attribute) throws IOException {
        int number = whole(required(attribute));
        if (number < 0) {
            throw damaged("'" + attribute + "' of an element '" + element() + "' is no number");
        }
        return number;
    }

    /** The whole number from 0 on that a text is; negative where it is none. */
    static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Whether an attribute is true; one that is not there is false. */
    boolean flag(String attribute) {
        String value = attribute(attribute);
        return value != null && (value.equals("1") || value.equals("true") || value.equals("on"));
    }

    /** Passes over the element that begins here. */
    void skip() throws IOException {
        int depth = 1;
        while (depth > 0) {
            int event = advance();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /**
     * Adds the text of the element that begins here, which has no elements, and goes to its end.
     *
     * @param most how many characters the text may have; of a longer one, one more than these
     */
    void text(StringBuilder into, int most) throws IOException {
        while (true) {
            int event = advance();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw damaged("there is an element where text should be");
            }
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                int room = Math.min(parser.getTextLength(), most + 1 - into.length());
                if (room > 0) {
                    into.append(parser.getTextCharacters(), parser.getTextStart(), room);
                }
            }
        }
    }

    WorkbookFormatException damaged(String why) {
        return WorkbookFormatException.damaged(why + ", in '" + name + "'");
    }

    @Override
    public void close() throws IOException {
        try {
            parser.close();
        } catch (XMLStreamException e) {
            throw failure(e);
        } finally {
            stream.release();
        }
    }
}
