import React, { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CasePicture } from '../verification-view.ts';

/** How a picture is looked at. */
export interface Look {
  index: number;
  zoom: number;
  turned: number;
}

/** From the whole picture to four times as large. */
export const zoomMax = 4;

const zoomStep = 1.25;

/** The look after a key or button. */
export function looked(look: Look, how: 'in' | 'out' | 'whole' | 'turn'): Look {
  switch (how) {
    case 'in':
      return { ...look, zoom: Math.min(zoomMax, look.zoom * zoomStep) };
    case 'out':
      return { ...look, zoom: Math.max(1, look.zoom / zoomStep) };
    case 'whole':
      return { ...look, zoom: 1 };
    case 'turn':
      return { ...look, turned: (look.turned + 90) % 360 };
  }
}

interface Given {
  pictures: readonly CasePicture[];
  look: Look;
  setLook(look: Look): void;
  /** What was found of each, by file. */
  marks: Readonly<Record<string, string>>;
}

/** The pictures of a case: one large, all to choose from. */
export function VerificationPictures({ pictures, look, setLook, marks }: Given): React.ReactElement {
  const shown = pictures[look.index];
  return (
    <section className="vr-card vr-pictures" aria-label="材料图片">
      <div className="vr-thumbs">
        {pictures.map((picture, index) => (
          <button
            key={picture.fileId}
            type="button"
            aria-pressed={index === look.index}
            onClick={() => setLook({ index, zoom: 1, turned: 0 })}
          >
            <img src={`/admin/files/${picture.fileId}`} alt="" />
            <span>
              <b>
                {index + 1}. {picture.label}
              </b>
              <small>
                {!picture.isCurrent ? '已被替换' : (marks[picture.fileId] ?? (picture.isNew ? '新补传' : '待核对'))}
              </small>
            </span>
          </button>
        ))}
      </div>
      {shown && <Stage picture={shown} look={look} setLook={setLook} />}
    </section>
  );
}

function Stage({ picture, look, setLook }: { picture: CasePicture; look: Look; setLook: Given['setLook'] }) {
  const stage = useRef<HTMLDivElement>(null);
  const size = useSizeOf(stage);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => setFailed(false), [picture.fileId]);
  const { zoom, turned } = look;
  const isAcross = turned % 180 === 90;
  const [wide, high] = isAcross ? [picture.height, picture.width] : [picture.width, picture.height];
  const scale = Math.min(size.width / Math.max(1, wide), size.height / Math.max(1, high)) * zoom;
  const [width, height] = [picture.width * scale, picture.height * scale];
  const drag = useDrag(stage);
  useMiddleKept(stage, zoom);
  const change = (how: Parameters<typeof looked>[1]) => () => setLook(looked(look, how));
  return (
    <>
      <div className="vr-tools" role="toolbar" aria-label="查看图片">
        <button type="button" onClick={change('out')} disabled={zoom <= 1}>
          缩小 <kbd>-</kbd>
        </button>
        <button type="button" onClick={change('in')} disabled={zoom >= zoomMax}>
          放大 <kbd>+</kbd>
        </button>
        <button type="button" onClick={change('whole')} disabled={zoom === 1}>
          整图 <kbd>0</kbd>
        </button>
        <button type="button" onClick={change('turn')}>
          旋转 <kbd>R</kbd>
        </button>
        <span className="vr-quiet">{Math.round(zoom * 100)}%</span>
        <a href={`/admin/files/${picture.fileId}`} target="_blank" rel="noreferrer">
          在新窗口打开
        </a>
      </div>
      {picture.asked.map(({ reasons, text }, index) => (
        <p key={index} className="vr-asked">
          此前要求补传：{reasons.join('、')}
          {text === null ? '' : `（${text}）`}
        </p>
      ))}
      <div
        ref={stage}
        className={zoom > 1 ? 'vr-stage vr-grab' : 'vr-stage'}
        tabIndex={0}
        role="group"
        aria-label={`${picture.label}，可用方向键移动`}
        {...drag}
      >
        {hasFailed ? (
          <p className="vr-empty">图片暂时无法读取，请稍后刷新。</p>
        ) : (
          <div className="vr-sheet" style={{ width: isAcross ? height : width, height: isAcross ? width : height }}>
            <img
              src={`/admin/files/${picture.fileId}`}
              alt={picture.label}
              draggable={false}
              onError={() => setFailed(true)}
              style={{ width, height, transform: `translate(-50%, -50%) rotate(${turned}deg)` }}
            />
          </div>
        )}
      </div>
    </>
  );
}

/** The size there is for the picture, as the window changes. */
function useSizeOf(place: React.RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    const measure = () => setSize({ width: current.offsetWidth - 4, height: current.offsetHeight - 4 });
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    measure();
    return () => observer.disconnect();
  }, [place]);
  return size;
}

/** Keeps what is in the middle there while it grows. */
function useMiddleKept(place: React.RefObject<HTMLDivElement | null>, zoom: number): void {
  const before = useRef(zoom);
  useLayoutEffect(() => {
    const { current } = place;
    const grown = zoom / before.current;
    before.current = zoom;
    if (!current || grown === 1) return;
    const [halfWidth, halfHeight] = [current.clientWidth / 2, current.clientHeight / 2];
    current.scrollLeft = (current.scrollLeft + halfWidth) * grown - halfWidth;
    current.scrollTop = (current.scrollTop + halfHeight) * grown - halfHeight;
  }, [place, zoom]);
}

/** Moves what is larger than its place with the mouse. */
function useDrag(place: React.RefObject<HTMLDivElement | null>) {
  const from = useRef<{ x: number; y: number; left: number; top: number } | null>(null);
  return {
    onPointerDown: (event: React.PointerEvent) => {
      const { current } = place;
      if (!current || event.button !== 0) return;
      from.current = { x: event.clientX, y: event.clientY, left: current.scrollLeft, top: current.scrollTop };
    },
    onPointerMove: (event: React.PointerEvent) => {
      if (!from.current || !place.current) return;
      place.current.scrollLeft = from.current.left - (event.clientX - from.current.x);
      place.current.scrollTop = from.current.top - (event.clientY - from.current.y);
    },
    onPointerUp: () => (from.current = null),
    onPointerLeave: () => (from.current = null),
  };
}
