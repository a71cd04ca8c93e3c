import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ScanDetailPage } from '@/components/scans/scan-detail'
import { UploadReceiptPage } from '@/components/scans/upload-receipt'
import { answer } from '../../_data/answer'
import { loadScan, loadUpload } from '../../_data/scans'

export const metadata: Metadata = { title: 'Scan' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return answer(async () => {
    const scan = await loadScan(id)
    if (scan) return <ScanDetailPage scan={scan} />
    const upload = await loadUpload(id)
    if (!upload) notFound()
    return <UploadReceiptPage upload={upload} />
  })
}
